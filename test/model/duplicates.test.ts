import { expect, test } from "vitest";
import { duplicateKeys } from "../../rules/model/duplicates.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";

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
  const [placed] = parse({ uri: "file:///a.yaml", text: "- { a: 1, a: 2 }\n".repeat(5000) }).documents;
  if (placed === undefined) throw new Error("There is no document.");
  const before = performance.now();
  expect(duplicateKeys(Place.root(placed.document))).toHaveLength(5000);
  expect(performance.now() - before).toBeLessThan(1000);
});
