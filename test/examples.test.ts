import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import { check } from "./support/check.ts";

for (const rule of rules) {
  describe(rule.id, () => {
    for (const example of rule.examples) {
      test(example.title, () => {
        if ("good" in example) {
          expect(check(rule, example.good, example).marked).toEqual(example.good);
          return;
        }
        const { marked, fixed, alsoFixed } = check(rule, example.bad, example);
        expect(marked).toEqual(example.bad);
        expect(fixed).toEqual(example.fixed);
        if (example.alsoFixed !== undefined) expect(alsoFixed).toEqual(example.alsoFixed);
      });
    }
  });
}
