import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { lacking } from "../../rules/model/required-entries.ts";

test("what must be there lacks, or has a value that it may not have", () => {
  const [first] = parse({ uri: "file:///example.yaml", text: "labels: { env: dev, owner: me }" }).documents;
  if (first === undefined) throw new Error("No document.");
  const labels = Place.root(first.document).at("labels");
  const told = lacking(labels, { env: ["test-*", "prod"], owner: [], team: ["shop", "search"] });
  expect(told.map(({ key, value, proposal }) => [key, value, proposal])).toEqual([
    ["env", "dev", "prod"],
    ["team", undefined, "shop"],
  ]);
});
