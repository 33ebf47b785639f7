import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { split } from "../../rules/model/split.ts";

const uri = "file:///shop.yaml";
const pieces = (text: string) => split(text).map(({ start, end }) => text.slice(start, end));

test("documents begin at marks in the first column", () => {
  expect(pieces("a: 1\n---\nb: 2\n--- # two\nc: 3\n")).toEqual(["a: 1\n", "---\nb: 2\n", "--- # two\nc: 3\n"]);
  expect(pieces("a: |\n  ---\n  ...\n---text: 1\n")).toHaveLength(1);
  expect(pieces("a: 1\r\n---\r\nb: 2\r\n")).toEqual(["a: 1\r\n", "---\r\nb: 2\r\n"]);
});

test("what holds nothing but comments is no document ahead of the first mark, and one behind it", () => {
  expect(pieces("")).toEqual([]);
  expect(pieces("# a licence\n\n")).toEqual([]);
  expect(pieces("# a licence\n---\na: 1\n")).toEqual(["# a licence\n---\na: 1\n"]);
  expect(pieces("---\n---\na: 1\n---\n")).toEqual(["---\n", "---\na: 1\n", "---\n"]);
});

test("three dots end a document, and what follows counts only if it holds something", () => {
  expect(pieces("a: 1\n...\n# the end\n")).toEqual(["a: 1\n...\n"]);
  expect(pieces("a: 1\n...\nb: 2\n")).toEqual(["a: 1\n...\n", "b: 2\n"]);
});

test("JSON values that follow one another are documents", () => {
  expect(pieces('{"a": "}"}\n{"b": 2}')).toEqual(['{"a": "}"}', '\n{"b": 2}']);
});

test("after an edit only the document that changed is read again", () => {
  const text = "a: 1\n---\nb: 2\n---\nc: 3\n";
  const before = parse({ uri, text });
  const after = parse({ uri, text: text.replace("b: 2", "bb: 22") }, before);
  const [first, second, third] = after.documents;
  expect(first?.document).toBe(before.documents[0]?.document);
  expect(second?.document).not.toBe(before.documents[1]?.document);
  expect(third?.document).toBe(before.documents[2]?.document);
  expect(third?.offset).toBe((before.documents[2]?.offset ?? 0) + 2);
});

test("documents that are added or taken out leave the others as they are", () => {
  const before = parse({ uri, text: "a: 1\n---\nb: 2\n---\nc: 3\n" });
  const fewer = parse({ uri, text: "a: 1\n---\nc: 3\n" }, before);
  expect(fewer.documents.map(({ document }) => document)).toEqual([
    before.documents[0]?.document,
    before.documents[2]?.document,
  ]);
  const more = parse({ uri, text: "a: 1\n---\nx: 0\n---\nc: 3\n" }, fewer);
  expect(more.documents[0]?.document).toBe(fewer.documents[0]?.document);
  expect(more.documents[2]?.document).toBe(fewer.documents[1]?.document);
});

const root = (text: string) => {
  const [placed] = parse({ uri, text }).documents;
  if (placed === undefined) throw new Error("no document");
  return Place.root(placed.document);
};

test("merge keys apply in order: one that stands later wins over an earlier key", () => {
  const base = "base: &base { x: 1, w: 2 }\n";
  expect(root(`${base}it:\n  <<: *base\n  x: 3\n`).at("it").value).toEqual({ x: 3, w: 2 });
  expect(root(`${base}it:\n  x: 3\n  <<: *base\n`).at("it").value).toEqual({ x: 1, w: 2 });
});

test("what an alias or a merge key brings along cannot be written to", () => {
  const place = root("base: &base\n  x: 1\nit:\n  <<: *base\nsame: *base\nown:\n  x: 1\n");
  expect(place.at("it", "x").writable).toBe(false);
  expect(place.at("same", "x").writable).toBe(false);
  expect(place.at("base", "x").writable).toBe(false);
  expect(place.at("own", "x").writable).toBe(true);
  expect(place.at("own", "y", "z").writable).toBe(true);
});

test("an alias that holds itself, or too many of them, ends in no endless loop", () => {
  expect(() => root("a: &a\n  b: *a\n").value).toThrow();
  const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 10; level++) {
    bomb.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(", ")}]`,
    );
  }
  expect(() => root(bomb.join("\n")).value).toThrow();
});

test("an absent place underlines what should have held it", () => {
  const text = "metadata:\n  name: shop\nspec:\n  containers:\n    - name: web\n      image: x\n";
  const at = (...steps: (string | number)[]) => {
    const { start, end } = root(text).at(...steps).span;
    return text.slice(start, end);
  };
  expect(at("spec", "containers", 0, "securityContext", "runAsNonRoot")).toBe("web");
  expect(at("spec", "hostNetwork")).toBe("spec");
  expect(at("spec", "containers", 0, "image")).toBe("x");
  expect(at("data")).toBe("shop");
});
