import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { shared } from "../support/shared.ts";

/** Templates that stand among the manifests: what is wrong with them only a renderer could tell. */
const isTemplate = (text: string) => /\{\{|\{%/.test(text);

/** Documents that are refused here and that Kubernetes reads, each with its reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  "emissary-ingress__emissary/python/tests/src/tests/integration/manifests/rbac_cluster_scope.yaml#1":
    "go-yaml stops behind the braces on the first line and silently loses the ServiceAccount below it.",
  "emissary-ingress__emissary/python/tests/src/tests/integration/manifests/rbac_namespace_scope.yaml#1":
    "go-yaml stops behind the braces on the first line and silently loses the ServiceAccount below it.",
};

interface Row {
  readonly file: string;
  readonly doc: number;
  readonly fatal?: boolean;
  readonly errors: readonly string[];
}

describe.runIf(shared)("real manifests", () => {
  const folder = join(shared ?? "", "corpora/real");

  test("what is refused as YAML is what Kubernetes refuses", () => {
    const rows: readonly Row[] = gunzipSync(readFileSync(join(shared ?? "", "oracles/strict/real.jsonl.gz")))
      .toString()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const refused = new Set(
      rows
        .filter(({ fatal, errors }) => fatal && !/unmarshal|illegal base64/.test(errors[0] ?? ""))
        .map(({ file, doc }) => `${file}#${doc}`),
    );
    const wrong: string[] = [];
    let agreed = 0;
    for (const path of manifestsIn(folder)) {
      const text = readFileSync(path, "utf8");
      for (const [index, { document }] of parse({ uri: path, text }).documents.entries()) {
        const name = `${relative(folder, path)}#${index}`;
        const isRefused = document.errors.length > 0;
        if (isRefused && refused.has(name)) agreed++;
        if (isRefused && !refused.has(name) && !(name in DIFFERENCES)) wrong.push(`refused here only: ${name}`);
        if (!isRefused && refused.has(name) && !isTemplate(document.text)) wrong.push(`read here only: ${name}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(agreed).toBeGreaterThan(60);
  }, 60_000);
});

function manifestsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((it) => /\.(?:ya?ml|json)$/.test(it))
    .map((it) => join(folder, it));
}
