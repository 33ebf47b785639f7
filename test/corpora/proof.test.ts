import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import type { Rule } from "../../rules/rule.ts";
import { sourceOf } from "../../server/sources/source.ts";
import { type Choice, faults, mended } from "../support/proof.ts";
import { shared } from "../support/shared.ts";

/** One file in so many is proven; `npm run proof` proves all. */
const STEP = Number(process.env.PROOF ?? 40);

const asked = ask(rules, { presets: ["all"], rules: [], kubernetes: LATEST, podSecurity: LATEST });

const fail = (message: string): never => {
  throw new Error(message);
};

describe.runIf(shared)("over real manifests", () => {
  const folder = join(shared ?? "", "corpora/real");

  test("the fixes of each rule alone mend what they should and nothing else", () => {
    const wrong = new Map<string, string[]>();
    const tried = new Map<string, number>();
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((it) => /\.(?:ya?ml|json)$/.test(it))
      .toSorted();
    for (const [index, file] of files.entries()) {
      if (index % STEP !== 0) continue;
      const uri = `file:///${file}`;
      const text = readFileSync(join(folder, file), "utf8");
      const problems = lint(parse(sourceOf(uri, text)), asked, fail);
      for (const rule of new Set(problems.flatMap((it): readonly Rule[] => (it.fixes.length > 0 ? [it.rule] : [])))) {
        // What brings two findings of one rule to rest may be one change.
        const choose: Choice = (it) => (it.rule === rule ? it.fixes[0] : undefined);
        const result = mended(uri, text, asked, choose);
        tried.set(rule.id, (tried.get(rule.id) ?? 0) + 1);
        const found = faults(text, result, choose);
        if (found.length > 0)
          wrong.set(rule.id, [...(wrong.get(rule.id) ?? []), ...found.slice(0, 3).map((it) => `${file}: ${it}`)]);
      }
    }
    console.info(`Fixes of ${tried.size} rules in ${[...tried.values()].reduce((a, b) => a + b, 0)} places.`);
    expect(Object.fromEntries([...wrong].map(([id, found]) => [id, found.slice(0, 5)]))).toEqual({});
    expect(tried.size).toBeGreaterThan(40);
  }, 3_600_000);
});
