import { expect, test } from "vitest";
import { standTogether } from "../../rules/model/branches.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { sourceOf } from "../../server/sources/source.ts";

function together(text: string): boolean {
  const [placed] = parse(sourceOf("file:///templates/a.yaml", text)).documents;
  const root = placed === undefined ? expect.fail(text) : Place.root(placed.document);
  return standTogether(root.at("b"), root.at("a")) && standTogether(root.at("a"), root.at("b"));
}

test("what stands in one branch, or in none, stands together", () => {
  expect(together("a: 1\nb: 2\n")).toBe(true);
  expect(together("a: 1\n{{- if .x }}\nc: 3\n{{- else }}\nd: 4\n{{- end }}\nb: 2\n")).toBe(true);
  expect(together("{{- if .x }}\na: 1\nb: 2\n{{- end }}\n")).toBe(true);
});

test("what stands in two branches does not, nor what stands in one and beside it", () => {
  expect(together("{{- if .x }}\na: 1\n{{- else }}\nb: 2\n{{- end }}\n")).toBe(false);
  expect(together("a: 1\n{{- if .x }}\nb: 2\n{{- end }}\n")).toBe(false);
  expect(together("{{- if .x }}\na: 1\n{{- end }}\n{{- if .y }}\nb: 2\n{{- end }}\n")).toBe(false);
});
