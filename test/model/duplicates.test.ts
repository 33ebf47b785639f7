import { expect, test } from "vitest";
import { duplicateKeys } from "../../rules/model/duplicates.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { read } from "../../rules/model/read.ts";
import { growth, LINEAR } from "../support/growth.ts";

function duplicates(text: string) {
  return parse({ uri: "file:///a.yaml", text }).documents.flatMap(({ document }) =>
    duplicateKeys(Place.root(document)).map(({ name, earlier, later }) => [name, earlier.shown, later.shown]),
  );
}

test("the second entry of a name is a duplicate, and so is the third of the second", () => {
  expect(duplicates("a: 1\nb: 2\na: 3\na: 4\n")).toEqual([
    ["a", "1", "3"],
    ["a", "3", "4"],
  ]);
});

test("names are equal if Kubernetes takes them for equal", () => {
  expect(duplicates(`{ yes: 1, "true": 2, 'a': 3, a: 4 }`)).toEqual([
    ["true", "1", "2"],
    ["a", "3", "4"],
  ]);
});

test("duplicates are found at any depth, in what is dead, too", () => {
  expect(duplicates("a:\n  - b: { c: 1, c: 2 }\na:\n  - {}\n  - { d: 3, d: 4 }\n")).toEqual([
    ["a", expect.any(String), expect.any(String)],
    ["c", "1", "2"],
    ["d", "3", "4"],
  ]);
});

test("what a merge key brings is no duplicate", () => {
  expect(duplicates("a: &a { b: 1 }\nc:\n  <<: *a\n  b: 2\n")).toEqual([]);
});

test("many duplicates take no long time", () => {
  const rootOf = (size: number) => {
    const text = "- { a: 1, a: 2 }\n".repeat(size);
    return Place.root(read(text, text));
  };
  const find = (size: number) => duplicateKeys(rootOf(size));
  expect(find(4000)).toHaveLength(4000);
  expect(growth(find, 500)).toBeLessThan(LINEAR);
});
