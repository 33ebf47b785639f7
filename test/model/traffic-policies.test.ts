import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { destinationTls } from "../../rules/model/traffic-policies.ts";

test("a DestinationRule speaks of TLS for its host, its ports and its subsets", () => {
  const text = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
spec:
  host: web
  trafficPolicy:
    tls: { mode: a }
    portLevelSettings:
      - port: { number: 80 }
        tls: { mode: b }
  subsets:
    - name: v1
      trafficPolicy:
        tls: { mode: c }
`;
  const [document] = parse({ uri: "file:///a.yaml", text }).documents;
  const found = (document === undefined ? [] : resourcesOf(Place.root(document.document))).flatMap(destinationTls);
  expect(found.map(({ tls }) => tls.at("mode").value)).toEqual(["a", "b", "c"]);
  expect(found.every(({ host }) => host.value === "web")).toBe(true);
});
