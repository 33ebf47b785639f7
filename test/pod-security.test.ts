import { describe, expect, test } from "vitest";
import crosswalk from "../rules/crosswalk.json" with { type: "json" };
import { rules } from "../rules/index.ts";
import { editsOf, lint } from "../rules/lint.ts";
import { parse } from "../rules/model/manifest.ts";
import { applyEdits } from "../rules/model/source.ts";
import { LATEST, type Minor } from "../rules/model/versions.ts";
import { ask, holds, type PresetName } from "../rules/presets.ts";

/** The checks of the admission controller, by the level at which they begin. */
const CHECKS = {
  "pod-security-baseline": [
    "appArmorProfile",
    "capabilities_baseline",
    "hostNamespaces",
    "hostPathVolumes",
    "hostPorts",
    "hostProbesAndHostLifecycle",
    "privileged",
    "procMount",
    "seLinuxOptions",
    "seccompProfile_baseline",
    "sysctls",
    "windowsHostProcess",
  ],
  "pod-security-restricted": [
    "allowPrivilegeEscalation",
    "capabilities_restricted",
    "procMount_restricted",
    "restrictedVolumes",
    "runAsNonRoot",
    "runAsUser",
    "seccompProfile_restricted",
  ],
} as const;

/** A container that meets the level restricted in each thing but those that a test is about. */
const pod = (spec: string, container = "") => `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${indented(spec, 2)}  containers:
    - name: web
      image: nginx:1.27
${indented(container, 6)}`;

const indented = (text: string, by: number) => text.replace(/^[^\n]/gm, (it) => " ".repeat(by) + it);

const SETTINGS = `
securityContext:
  runAsNonRoot: true
  seccompProfile:
    type: RuntimeDefault
`.trimStart();

const CONTAINER_SETTINGS = `
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
`.trimStart();

describe("Pod Security", () => {
  for (const [preset, checks] of Object.entries(CHECKS)) {
    for (const check of checks) {
      test(`the check ${check} is answered by a rule of ${preset}`, () => {
        const answering = rules.filter(({ id }) => aliases(id).includes(check));
        expect(answering.some((rule) => holds(preset as PresetName, rule))).toBe(true);
      });
    }
  }

  test("every rule of a level answers to a check, and each that does belongs to a level", () => {
    const known: readonly string[] = Object.values(CHECKS).flat();
    for (const rule of rules) {
      expect(aliases(rule.id).filter((it) => !known.includes(it))).toEqual([]);
      expect([rule.id, holds("pod-security-restricted", rule)]).toEqual([rule.id, aliases(rule.id).length > 0]);
    }
  });

  test("a pod that says nothing becomes restricted in one go, and stays as it is then", () => {
    const once = hardened(pod(""));
    expect(found(once, ["pod-security-restricted"])).toEqual([]);
    expect(hardened(once)).toBe(once);
  });

  test("a pod that does all that it must not becomes restricted in one go", () => {
    const bad = pod(
      "hostNetwork: true\nhostPID: true\nhostIPC: true\nsecurityContext:\n  runAsUser: 0\n  runAsNonRoot: false\n  seccompProfile: { type: Unconfined }\n",
      "ports: [{ containerPort: 80 }]\nsecurityContext:\n  privileged: true\n  runAsUser: 0\n  procMount: Unmasked\n  capabilities: { add: [CAP_SYS_ADMIN, CHOWN] }\n  seLinuxOptions: { type: spc_t }\n",
    );
    expect(found(hardened(bad), ["pod-security-restricted"])).toEqual([]);
  });
});

describe("one mistake", () => {
  const HOST_PATH = pod(`${SETTINGS}volumes:\n  - name: logs\n    hostPath: { path: /var/log }\n`, CONTAINER_SETTINGS);

  for (const presets of [["recommended"], ["strict"], ["pod-security-restricted"], ["all"]] as const) {
    test(`is told once of a hostPath in ${presets}`, () => {
      expect(found(HOST_PATH, presets).filter((it) => it.endsWith("-volume"))).toEqual(["host-path-volume"]);
    });
  }

  test("is told once of a container that runs as user 0, unless both checks of the controller are asked for", () => {
    const root = pod("", "securityContext:\n  runAsUser: 0\n");
    const aboutRoot = (presets: readonly PresetName[]) => found(root, presets).filter((it) => /root/.test(it));
    expect(aboutRoot(["recommended"])).toEqual(["root-user"]);
    expect(found(root, ["pod-security-restricted"])).toEqual(expect.arrayContaining(["root-user", "runs-as-root"]));
  });

  test("is told once of a privileged container, whose other settings have no effect", () => {
    const privileged = pod("securityContext:\n  runAsNonRoot: true\n", "securityContext:\n  privileged: true\n");
    expect(found(privileged, ["recommended"])).toEqual(["privileged-container"]);
    expect(found(privileged, ["pod-security-restricted"])).toEqual([
      "missing-seccomp-profile",
      "privilege-escalation",
      "privileged-container",
      "undropped-capabilities",
    ]);
  });
});

describe("as the admission controller sees it,", () => {
  const annotated = (annotations: string) =>
    pod(SETTINGS, CONTAINER_SETTINGS).replace("  name: web\n", `  name: web\n  annotations: ${annotations}\n`);
  const found18 = (annotations: string) => found(annotated(annotations), ["pod-security-restricted"], 18);

  test("ALL is dropped whatever is dropped before it", () => {
    const all = pod(SETTINGS, CONTAINER_SETTINGS.replace("[ALL]", "[all, All, ALL]"));
    expect(found(all, ["pod-security-restricted"])).toEqual([]);
    expect(found(all.replace(", ALL]", "]"), ["pod-security-restricted"])).toEqual(["undropped-capabilities"]);
  });

  test("a seccomp annotation of null is empty, and empty is no profile", () => {
    expect(found18("{ seccomp.security.alpha.kubernetes.io/pod: localhost/ }")).toEqual([]);
    expect(found18("{ seccomp.security.alpha.kubernetes.io/pod: ~ }")).toEqual(["unconfined-seccomp"]);
    expect(found18("{ container.seccomp.security.alpha.kubernetes.io/web: }")).toEqual(["unconfined-seccomp"]);
    expect(found18("{ container.seccomp.security.alpha.kubernetes.io/gone: }")).toEqual([]);
  });
});

describe("a pod for Windows", () => {
  const windows = pod(
    "os: { name: windows }\nsecurityContext:\n  runAsNonRoot: true\n  seccompProfile: { type: Unconfined }\n",
    "securityContext:\n  capabilities: { add: [SYS_ADMIN] }\n",
  );

  test("is asked nothing that only Linux heeds at restricted since 1.25", () => {
    expect(found(windows, ["pod-security-restricted"], 25)).toEqual([]);
    expect(found(windows, ["pod-security-restricted"], 24)).toEqual([
      "dangerous-capability",
      "privilege-escalation",
      "unconfined-seccomp",
      "undropped-capabilities",
    ]);
  });

  test("is held to all of baseline", () => {
    expect(found(windows, ["pod-security-baseline"], 25)).toEqual(["dangerous-capability", "unconfined-seccomp"]);
  });

  test("is told without a level that Kubernetes refuses what only Linux has, and asked none of it", () => {
    expect(found(windows, ["recommended"])).toEqual(["foreign-os-field"]);
  });
});

describe("what only a renderer could tell", () => {
  test("about the node's system does not silence what else a container lacks", () => {
    const template = pod(`nodeSelector: \uE000\n${SETTINGS}`, "");
    expect(found(template, ["pod-security-restricted"])).toEqual(["privilege-escalation", "undropped-capabilities"]);
  });

  test("about one container does not silence what is wrong with another, and a fix leaves that one alone", () => {
    const text = `${pod("")}    - name: proxy\n      image: envoy\n      securityContext: \uE000\n`;
    expect(found(text, ["pod-security-restricted"])).toEqual([
      "missing-seccomp-profile",
      "privilege-escalation",
      "runs-as-root",
      "undropped-capabilities",
    ]);
    expect(hardened(text)).toMatch(/name: web[^-]*runAsNonRoot: true/);
  });

  test("about the pod does not silence what a container says itself", () => {
    const text = pod("securityContext: \uE000\n", "securityContext:\n  runAsNonRoot: false\n  runAsUser: 0\n");
    expect(found(text, ["pod-security-restricted"])).toEqual(expect.arrayContaining(["root-user", "runs-as-root"]));
  });

  test("about the pod's security context silences what may stand there", () => {
    const template = pod("securityContext: \uE000\n", CONTAINER_SETTINGS);
    expect(found(template, ["pod-security-restricted"])).toEqual([]);
  });
});

/** The ids of the Pod Security rules that find something, each once and in order. */
function found(text: string, presets: readonly PresetName[], podSecurity: Minor = LATEST): readonly string[] {
  return [...new Set(problems(text, presets, podSecurity).map(({ rule }) => rule.id))].sort();
}

const problems = (text: string, presets: readonly PresetName[], podSecurity: Minor) =>
  lint(parse({ uri: "file:///web.yaml", text }), asked(presets, podSecurity), (message) => expect.fail(message));

const asked = (presets: readonly PresetName[], podSecurity: Minor) =>
  ask(
    rules.filter(({ group }) => group === "pod-security"),
    { presets, rules: [], kubernetes: LATEST, podSecurity },
  );

/** The text after one round of the fixes that need no value. */
function hardened(text: string): string {
  const manifest = parse({ uri: "file:///web.yaml", text });
  const log = (message: string) => expect.fail(message);
  const fixes = lint(manifest, asked(["pod-security-restricted"], LATEST), log).flatMap(
    ({ fixes: [fix] }) => fix ?? [],
  );
  return applyEdits(text, editsOf(manifest, fixes, log));
}

function aliases(id: string): readonly string[] {
  const entries: Readonly<Record<string, { readonly aliases: Readonly<Record<string, readonly string[]>> }>> =
    crosswalk.rules;
  return entries[id]?.aliases["pod-security-admission"] ?? [];
}
