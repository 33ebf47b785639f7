import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { type Resource, resourcesOf } from "../../rules/model/resource.ts";
import { hasSelector, isInternal, isOpenLoadBalancer, sourceRanges, typeOf } from "../../rules/model/services.ts";

function service(spec: string, annotations = "{}"): Resource {
  const text = `apiVersion: v1\nkind: Service\nmetadata: { name: web, annotations: ${annotations} }\nspec: ${spec}\n`;
  const [document] = parse({ uri: "file:///a.yaml", text }).documents;
  const [resource] = document === undefined ? [] : resourcesOf(Place.root(document.document));
  if (resource === undefined) throw new Error("No Service.");
  return resource;
}

test("a Service is for the cluster unless it says otherwise", () => {
  expect(typeOf(service("{}"))).toBe("ClusterIP");
  expect(typeOf(service("{ type: NodePort }"))).toBe("NodePort");
  expect(typeOf(service("{ type: nodeport }"))).toBeUndefined();
});

test("a cloud is told by an annotation to give a private address", () => {
  const internal = (annotations: string) => isInternal(service("{ type: LoadBalancer }", annotations));
  expect(internal("{ networking.gke.io/load-balancer-type: Internal }")).toBe(true);
  expect(internal("{ service.beta.kubernetes.io/azure-load-balancer-internal: 'false' }")).toBe(false);
  expect(internal("{ service.beta.kubernetes.io/aws-load-balancer-internal: 0.0.0.0/0 }")).toBe(true);
  expect(internal("{ service.beta.kubernetes.io/aws-load-balancer-type: nlb }")).toBe(false);
  expect(internal("{ service.beta.kubernetes.io/aws-load-balancer-type: external }")).toBe(true);
  expect(internal("{ metallb.io/address-pool: lan }")).toBe(true);
  expect(internal("{}")).toBe(false);
});

test("the ranges of the spec count before those of the old annotation", () => {
  const old = "{ service.beta.kubernetes.io/load-balancer-source-ranges: '10.0.0.0/8, 192.0.2.0/24' }";
  expect(sourceRanges(service("{}", old))).toEqual(["10.0.0.0/8", "192.0.2.0/24"]);
  expect(sourceRanges(service("{ loadBalancerSourceRanges: [192.0.2.0/24] }", old))).toEqual(["192.0.2.0/24"]);
  expect(sourceRanges(service("{}"))).toEqual([]);
});

test("a load balancer is open unless a range, an annotation or another class may close it", () => {
  expect(isOpenLoadBalancer(service("{ type: LoadBalancer }"))).toBe(true);
  expect(isOpenLoadBalancer(service("{ type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8] }"))).toBe(false);
  expect(isOpenLoadBalancer(service("{ type: LoadBalancer, loadBalancerSourceRanges: [0.0.0.0/0] }"))).toBe(true);
  expect(isOpenLoadBalancer(service("{ type: LoadBalancer, loadBalancerClass: tailscale }"))).toBe(false);
  expect(isOpenLoadBalancer(service("{ type: NodePort }"))).toBe(false);
});

test("an empty selector is none", () => {
  expect(hasSelector(service("{ selector: { app: web } }"))).toBe(true);
  expect(hasSelector(service("{ selector: {} }"))).toBe(false);
  expect(hasSelector(service("{}"))).toBe(false);
});
