import { expect, test } from "vitest";
import { httpPaths, matching } from "../../rules/model/http-paths.ts";
import { classOf, ingressPaths, isEncryptedElsewhere } from "../../rules/model/ingress.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { Resource } from "../../rules/model/resource.ts";

function resource(text: string): Resource {
  const [first] = parse({ uri: "file:///ingress.yaml", text }).documents;
  if (first === undefined) throw new Error("There is no document.");
  return new Resource(Place.root(first.document));
}

const ingress = (annotations: string, spec = "{}") =>
  resource(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, annotations: ${annotations} }
spec: ${spec}
`);

test("the field names a class before the annotation does", () => {
  const annotations = "{ kubernetes.io/ingress.class: old }";
  expect(classOf(ingress(annotations))).toBe("old");
  expect(classOf(ingress(annotations, "{ ingressClassName: new }"))).toBe("new");
  expect(classOf(ingress("{}"))).toBeUndefined();
});

test("a certificate may be named in an annotation, and come with the class", () => {
  expect(isEncryptedElsewhere(ingress("{}"))).toBe(false);
  expect(isEncryptedElsewhere(ingress("{}", "{ ingressClassName: tailscale }"))).toBe(true);
  expect(isEncryptedElsewhere(ingress("{ networking.gke.io/managed-certificates: shop }"))).toBe(true);
  expect(isEncryptedElsewhere(ingress('{ nginx.ingress.kubernetes.io/ssl-passthrough: "true" }'))).toBe(true);
  expect(isEncryptedElsewhere(ingress('{ nginx.ingress.kubernetes.io/ssl-passthrough: "false" }'))).toBe(false);
  const ports = (list: string) => ingress(`{ alb.ingress.kubernetes.io/listen-ports: '${list}' }`);
  expect(isEncryptedElsewhere(ports('[{"HTTP": 80}, {"HTTPS": 443}]'))).toBe(true);
  expect(isEncryptedElsewhere(ports('[{"HTTP": 80}]'))).toBe(false);
});

test("a path is matched as its type says, and by its prefix where an HTTPRoute says nothing", () => {
  const shop = ingress("{}", "{ rules: [{ http: { paths: [{ path: /a, pathType: Exact }, { path: /b }] } }] }");
  expect(ingressPaths(shop).map(({ place }) => place.at("path").value)).toEqual(["/a", "/b"]);
  expect(httpPaths(shop).map(matching)).toEqual(["exact", "other"]);
  const route = resource(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop }
spec:
  rules:
    - matches:
        - path: { value: /a }
        - path: { value: /b, type: Exact }
        - path: { value: /c, type: RegularExpression }
    - backendRefs: []
`);
  expect(httpPaths(route).map(matching)).toEqual(["prefix", "exact", "other"]);
});
