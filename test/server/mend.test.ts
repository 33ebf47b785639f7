import { expect, test } from "vitest";
import { type Log, lint } from "../../rules/lint.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { applyEdits } from "../../rules/model/source.ts";
import { ask } from "../../rules/presets.ts";
import type { Fix, Rule } from "../../rules/rule.ts";
import { mend, soundEdits } from "../../server/mend.ts";
import { escalation, idle, root } from "../support/some-rules.ts";

const text = "{ apiVersion: v1, kind: Pod, spec: { hostIPC: false, hostPID: false, containers: [{ name: web }] } }\n";
const quiet: Log = () => {};

const fixesOf = (manifest: Manifest, ...rules: readonly Rule[]): readonly Fix[] =>
  lint(manifest, ask(rules, { presets: ["all"], rules: [], kubernetes: 37, podSecurity: 37 }), quiet).flatMap(
    ({ fixes }) => fixes,
  );

/** A manifest that has lost count of where its document begins: what it writes, it writes in the wrong place. */
function misled(): Manifest {
  const { source, documents } = parse({ uri: "file:///pod.yaml", text });
  return { source, documents: documents.map((it) => ({ ...it, offset: it.offset + 50 })) };
}

test("an edit that would break the text is not made, and logged", () => {
  const logged: string[] = [];
  const manifest = misled();
  expect(soundEdits(manifest, fixesOf(manifest, idle), (it) => logged.push(it))).toEqual([]);
  expect(logged).toEqual(['"Remove hostIPC" would break file:///pod.yaml.']);
});

test("what each pass writes is told as one set of edits of the first text", () => {
  const manifest = parse({ uri: "file:///pod.yaml", text });
  const edits = mend(manifest, (it) => fixesOf(it, idle, escalation, root), quiet);
  const mended =
    "{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: web, securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true } }] } }\n";
  expect(applyEdits(text, edits)).toBe(mended);
  for (const { span } of edits) expect(text.slice(span.start, span.end)).not.toContain("web");
  expect(mend(parse({ uri: "file:///pod.yaml", text: mended }), (it) => fixesOf(it, idle, root), quiet)).toEqual([]);
});

test("fixes that undo each other come to an end", () => {
  const manifest = parse({ uri: "file:///pod.yaml", text });
  let passes = 0;
  const restless = (current: Manifest): readonly Fix[] => {
    const [finding] = lint(
      current,
      ask([root], { presets: ["all"], rules: [], kubernetes: 37, podSecurity: 37 }),
      quiet,
    );
    if (finding?.resource === undefined) return [];
    const at = finding.resource.at("spec", "hostPID");
    const value = ++passes % 2 === 0;
    return [{ title: "Turn it", safety: "review", changes: () => [{ at, value: !value }] }];
  };
  expect(mend(manifest, restless, quiet)).toEqual([]);
  expect(passes).toBe(2);
});
