import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readQuickly } from "../../rules/model/read/quick.ts";
import { read, readTolerantly } from "../../rules/model/read.ts";
import { split } from "../../rules/model/split.ts";
import { sourceOf } from "../../server/sources/source.ts";
import { shape } from "../support/shape.ts";
import { shared } from "../support/shared.ts";

describe.runIf(shared)("both readers fill the same tree", () => {
  for (const folder of ["real", "psa", "helm", "kustomize/trees", "other-yaml", "labelled", "bad"]) {
    test(`of all files in ${folder}`, () => {
      const root = join(shared ?? "", "corpora", folder);
      const different: string[] = [];
      let documents = 0;
      let quick = 0;
      for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
        if (!/\.(?:ya?ml|json|tpl)$/.test(file)) continue;
        const { text, masked = text } = sourceOf(`file:///${file}`, readFileSync(join(root, file), "utf8"));
        for (const { start, end } of split(masked)) {
          documents++;
          const form = masked.slice(start, end);
          if (readQuickly(form) === undefined) continue;
          quick++;
          const [ours, theirs] = [read(form, form), readTolerantly(form, form)];
          if (JSON.stringify(shape(ours)) !== JSON.stringify(shape(theirs))) different.push(file);
        }
      }
      expect(different).toEqual([]);
      // Most of what people write is common.
      expect(quick / documents).toBeGreaterThan(folder === "bad" ? 0.05 : 0.8);
    }, 300_000);
  }
});
