import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import { shared } from "../support/shared.ts";

interface Row {
  readonly yaml: string;
  readonly error?: string;
}

const REFUSALS = ["refused-role-ref", "refused-role-rule", "refused-subject", "subject-without-namespace"];
const MISTAKES = [
  ...REFUSALS,
  "cluster-scoped-in-role",
  "misnamed-resource",
  "named-create",
  "overwritten-rules",
  "partial-wildcard",
  "unknown-api-group",
  "unknown-verb",
];

/** What the API server refuses for other reasons than what roles and bindings say. */
const OTHERS = /^(?:json: |strict decoding|metadata\.|aggregationRule\.)/;

describe.skipIf(shared === undefined)("roles and bindings, as Kubernetes judges them", () => {
  test("what the API server refuses is found, and nothing else is called refused", () => {
    const rows: readonly Row[] = JSON.parse(read("refused.json").toString());
    for (const { yaml, error = "" } of rows) {
      const isRefused = error !== "" && !OTHERS.test(error);
      expect(findings(yaml, REFUSALS).length > 0, `${yaml}${error}`).toBe(isRefused);
    }
  });

  test("Kubernetes' own roles and bindings mean what they say", () => {
    const own: readonly object[] = JSON.parse(gunzipSync(read("defaults.json.gz")).toString());
    const unlabelled = JSON.stringify(own).replaceAll('"kubernetes.io/bootstrapping":"rbac-defaults"', '"a":"b"');
    const items = (JSON.parse(unlabelled) as readonly { aggregationRule?: object }[]).filter(
      (it) => it.aggregationRule === undefined,
    );
    expect(items.length).toBeGreaterThan(100);
    expect(findings(JSON.stringify({ apiVersion: "v1", kind: "List", items }), MISTAKES)).toEqual([]);
  });
});

const read = (file: string) => readFileSync(join(shared ?? "", "oracles/rbac", file));

const findings = (text: string, ids: readonly string[]): readonly string[] =>
  lint(
    parse({ uri: "file:///rbac.yaml", text }),
    ask(rules, { presets: ["all"], rules: [], kubernetes: LATEST, podSecurity: LATEST }),
    (message) => expect.unreachable(message),
  )
    .filter(({ rule }) => ids.includes(rule.id))
    .map(({ rule, message }) => `${rule.id}: ${message}`);
