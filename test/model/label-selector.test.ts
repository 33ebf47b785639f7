import { expect, test } from "vitest";
import { isSelected } from "../../rules/model/label-selector.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";

function selects(selector: string, labels: string): boolean {
  const [first] = parse({ uri: "file:///a.yaml", text: `{ selector: ${selector}, labels: ${labels} }` }).documents;
  if (first === undefined) return expect.fail("no document");
  const root = Place.root(first.document);
  return isSelected(root.at("selector"), root.at("labels"));
}

test("all labels that are wanted must be there", () => {
  expect(selects("{ matchLabels: { a: x } }", "{ a: x, b: y }")).toBe(true);
  expect(selects("{ matchLabels: { a: x, b: z } }", "{ a: x, b: y }")).toBe(false);
  expect(selects("{ matchLabels: { a: x } }", "null")).toBe(false);
});

test("expressions are read as Kubernetes reads them", () => {
  const matches = (expression: string, labels: string) => selects(`{ matchExpressions: [${expression}] }`, labels);
  expect(matches("{ key: a, operator: In, values: [x, y] }", "{ a: y }")).toBe(true);
  expect(matches("{ key: a, operator: In, values: [x, y] }", "{ b: y }")).toBe(false);
  expect(matches("{ key: a, operator: NotIn, values: [x] }", "{ a: x }")).toBe(false);
  expect(matches("{ key: a, operator: NotIn, values: [x] }", "{ b: x }")).toBe(true);
  expect(matches("{ key: a, operator: Exists }", "{ a: '' }")).toBe(true);
  expect(matches("{ key: a, operator: DoesNotExist }", "{ a: '' }")).toBe(false);
});

test("an empty selector selects all, and none selects nothing", () => {
  expect(selects("{}", "{ a: x }")).toBe(true);
  expect(selects("null", "{ a: x }")).toBe(false);
});
