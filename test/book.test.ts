import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import { chapter, contents } from "./support/book.ts";

const groups = [...new Set(rules.map((it) => it.group))];

test("the list of rules says what the rules say", async () => {
  await expect(contents(rules)).toMatchFileSnapshot("../rules/README.md");
});

for (const group of groups) {
  test(`the pages on ${group} say what its rules say`, async () => {
    const own = rules.filter((it) => it.group === group);
    await expect(chapter(group, own)).toMatchFileSnapshot(`../rules/${group}/README.md`);
  });
}

test("no page is left of a group that is gone", () => {
  const books = readdirSync(new URL("../rules", import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((it) => it.endsWith("README.md"))
    .map((it) => it.replaceAll("\\", "/"));
  expect(["README.md", ...groups.map((it) => `${it}/README.md`)]).toEqual(expect.arrayContaining(books));
});
