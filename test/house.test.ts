import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import { lint, type Problem } from "../rules/lint.ts";
import { parse } from "../rules/model/manifest.ts";
import { LATEST } from "../rules/model/versions.ts";
import type { Example, Rule } from "../rules/rule.ts";
import { MARK } from "./support/check.ts";

const RULES = new URL("../rules/", import.meta.url);
const NO_GROUPS = ["model"];

/** Every file of a rule, as `group/id`. */
const files = readdirSync(RULES, { withFileTypes: true })
  .filter((it) => it.isDirectory() && !NO_GROUPS.includes(it.name))
  .flatMap(({ name }) =>
    readdirSync(new URL(`${name}/`, RULES))
      .filter((it) => it.endsWith(".ts"))
      .map((it) => `${name}/${it.slice(0, -".ts".length)}`),
  );

test("every rule's file is listed under its own name and folder", () => {
  expect(rules.map((it) => `${it.group}/${it.id}`).sort()).toEqual(files.sort());
});

test("no two rules have one id", () => {
  expect(new Set(rules.map((it) => it.id)).size).toBe(rules.length);
});

test("what a rule replaces exists", () => {
  const ids = rules.map((it) => it.id);
  for (const { id, replaces = [] } of rules) expect(ids, id).toEqual(expect.arrayContaining([...replaces]));
});

for (const rule of rules) {
  describe(rule.id, () => {
    test("speaks in sentences", () => {
      const { summary, why, mend, leave } = rule;
      for (const text of [summary, why, mend, leave]) expect(text).toMatch(/^[A-Z`]\S*(?: .*[.!?])$/s);
      for (const text of [summary, why, mend, leave]) expect(text.toLowerCase()).not.toContain("best practice");
      for (const { title } of rule.examples) expect(title).toMatch(/^[A-Z`].*[^.]$/);
    });

    test("says what is amiss in one sentence, and what a fix does in an order", () => {
      for (const { message, see, fixes } of shown(rule)) {
        for (const text of [message, ...see.map((it) => it.message)]) expect(text).toMatch(/^\S.*\S\.$/);
        for (const { title } of fixes) expect(title).toMatch(/^[A-Z].*[^.]$/);
      }
    });

    test("shows its first mistake mended, if an edit mends it", () => {
      const bad = rule.examples.find((it) => "bad" in it);
      expect(bad).toBeDefined();
      if (rule.fixable !== undefined) expect(bad).toHaveProperty("fixed");
    });

    test("promises the safest of the fixes that it shows", () => {
      const safeties = shown(rule).flatMap(({ fixes }) => fixes.map((it) => it.safety));
      expect((["safe", "review", "choice"] as const).find((it) => safeties.includes(it))).toBe(rule.fixable);
    });
  });
}

/** Every problem that a rule's examples show. */
const shown = (rule: Rule): readonly Problem[] => rule.examples.flatMap((example) => problems(rule, example));

function problems(rule: Rule, example: Example): readonly Problem[] {
  const { kubernetes = LATEST, podSecurity = LATEST, podSecurityLevel, options = {} } = example;
  const text = ("good" in example ? example.good : example.bad).replace(MARK, "");
  const cluster = { kubernetes, podSecurity, ...(podSecurityLevel !== undefined && { podSecurityLevel }) };
  const asked = { rules: [{ rule, severity: rule.severity, context: { cluster, options } }], cluster };
  return lint(parse({ uri: "file:///example.yaml", text }), asked, (message) => {
    throw new Error(message);
  });
}
