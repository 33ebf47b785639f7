import { expect, test } from "vitest";
import crosswalk from "../rules/crosswalk.json" with { type: "json" };
import { rules } from "../rules/index.ts";
import type { Names } from "../rules/page.ts";
import { STANDARDS } from "./support/standards.ts";

const TOOLS = `
  checkov datree gatekeeper k-rail kics kube-linter kube-score kubeaudit kubent kubescape kubesec kubevious kubewarden
  kyverno marvin mondoo monokle pluto pod-security-admission polaris popeye prowler psrule rbac-police regula semgrep snyk
  sonar stackrox steampipe terrascan trivy weave`;

/** The checks of the Pod Security admission controller, by the ids of its own. */
const ADMISSION = `
  allowPrivilegeEscalation appArmorProfile capabilities_baseline capabilities_restricted hostNamespaces hostPathVolumes
  hostPorts hostProbesAndHostLifecycle privileged procMount procMount_restricted restrictedVolumes runAsNonRoot runAsUser
  seLinuxOptions seccompProfile_baseline seccompProfile_restricted sysctls windowsHostProcess`;

const words = (text: string) => text.trim().split(/\s+/);
/** A rule's names, the concepts of the field that it answers to, and whether no other tool has any. */
interface Entry extends Names {
  readonly concepts: readonly string[];
  readonly nobodyElse?: boolean;
}

const entries: Readonly<Record<string, Entry>> = crosswalk.rules;
const left: Readonly<Record<string, string>> = crosswalk.left;

test("every rule has its entry, and no entry is without a rule", () => {
  expect(Object.keys(entries)).toEqual(rules.map((it) => it.id).sort());
});

test("the crosswalk names tools and standards that exist, each id once", () => {
  for (const [id, { concepts, nobodyElse, aliases, controls, ...rest }] of Object.entries(entries)) {
    expect(rest, id).toEqual({});
    expect(words(TOOLS), id).toEqual(expect.arrayContaining(Object.keys(aliases)));
    expect(Object.keys(STANDARDS), id).toEqual(expect.arrayContaining(Object.keys(controls)));
    for (const [by, ids] of [...Object.entries(aliases), ...Object.entries(controls)]) {
      expect(ids.length, `${id}: ${by}`).toBeGreaterThan(0);
      expect(new Set(ids).size, `${id}: ${by}`).toBe(ids.length);
      for (const it of ids) expect(it, `${id}: ${by}`).toMatch(/^\S(?:.*\S)?$/);
    }
  }
});

test("every control is one that its standard has, by its own numbering", () => {
  for (const [id, { controls }] of Object.entries(entries)) {
    for (const [standard, ids] of Object.entries(controls)) {
      expect(
        ids.filter((it) => !STANDARDS[standard]?.(it)),
        `${id}: ${standard}`,
      ).toEqual([]);
    }
  }
});

test("every rule answers to another tool's, or says that nobody else has it", () => {
  for (const [id, { concepts, nobodyElse = false, aliases }] of Object.entries(entries)) {
    const isNamed = Object.keys(aliases).length > 0;
    expect([isNamed, nobodyElse], id).toEqual([!nobodyElse, !isNamed]);
    expect(concepts.length > 0, id).toBe(isNamed);
  }
});

test("what is left has a reason in a sentence, and is answered by no rule", () => {
  const answered = new Set(Object.values(entries).flatMap((it) => it.concepts));
  for (const [concept, reason] of Object.entries(left)) {
    expect(answered, concept).not.toContain(concept);
    expect(reason, concept).toMatch(/^[A-Z`"].{20,}\.$/);
  }
});

test("the checks of Pod Security admission are answered to, all of them and no others", () => {
  const named = Object.values(entries).flatMap(({ aliases }) => aliases["pod-security-admission"] ?? []);
  expect([...new Set(named)].sort()).toEqual(words(ADMISSION).sort());
});
