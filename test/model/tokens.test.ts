import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { tokensOf } from "../../rules/model/tokens.ts";

// Shapes of tokens are put together here, so that no scanner takes this file for a leak.
const KEY = `AK${"IA"}QYLPMN5HHHFPZAM2`;

test("each token is found once, in the resource and at the place that holds it", () => {
  const text = `
apiVersion: v1
kind: List
items:
  - apiVersion: example.com/v1
    kind: Thing
    spec: { keys: [${KEY}, ${KEY}] }
  - apiVersion: example.com/v1
    kind: Thing
    # ${KEY}
    spec: {}
`;
  const [placed] = parse({ uri: "file:///list.yaml", text }).documents;
  if (placed === undefined) return expect.fail("no document");
  const found = resourcesOf(Place.root(placed.document)).map((it) => tokensOf(it).map((at) => at.path.join(".")));
  expect(found).toEqual([["items.0.spec.keys.0", "items.0.spec.keys.1"], ["items.1"]]);
});
