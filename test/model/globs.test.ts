import { expect, test } from "vitest";
import { isWithin, literalOf, matchesGlob, told } from "../../rules/model/globs.ts";
import { growth, LINEAR } from "../support/growth.ts";

test("a star stands for any letters, and everything else for itself", () => {
  for (const [text, glob] of [
    ["web", "web"],
    ["team-a", "team-*"],
    ["team-", "team-*"],
    ["a-b-c", "a*c"],
    ["", "*"],
    ["abcbc", "a*bc"],
    ["a.b", "a.b"],
  ] as const)
    expect(matchesGlob(text, glob), `${text} ${glob}`).toBe(true);
  for (const [text, glob] of [
    ["web", "we"],
    ["web", "eb"],
    ["ab", "ab*b"],
    ["axb", "a.b"],
    ["team", "team-*"],
    ["abc", "a*b"],
  ] as const)
    expect(matchesGlob(text, glob), `${text} ${glob}`).toBe(false);
});

test("a glob with many stars is no slower", () => {
  const match = (size: number) => matchesGlob("a".repeat(size), `${"a*".repeat(60)}b`);
  expect(match(20_000)).toBe(false);
  expect(growth(match, 5_000)).toBeLessThan(LINEAR);
});

test("a path stands within what a glob says by whole segments", () => {
  expect(isWithin("ghcr.io/shop/web", "ghcr.io/shop")).toBe(true);
  expect(isWithin("ghcr.io/shop/web", "ghcr.io/shop/*")).toBe(true);
  expect(isWithin("ghcr.io/shop/web", "ghcr.io/shop/")).toBe(true);
  expect(isWithin("ghcr.io/shop/web", "*.io/shop")).toBe(true);
  expect(isWithin("ghcr.io/shopping/web", "ghcr.io/shop")).toBe(false);
  expect(isWithin("evil.example/a.io/shop", "*.io/shop")).toBe(false);
  expect(isWithin("ghcr.io", "ghcr.io/shop")).toBe(false);
});

test("the glob to propose stands for one text only", () => {
  expect(literalOf(["*-fast", "fast"])).toBe("fast");
  expect(literalOf(["*"])).toBeUndefined();
  expect(told(["a", "b", "c"])).toBe('"a", "b" or "c"');
  expect(told(["a"])).toBe('"a"');
  expect(told(["a", "b", "c", "d", "e"])).toBe('"a", "b", "c" or one of 2 others');
});
