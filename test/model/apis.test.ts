import { expect, test } from "vitest";
import { oldApi, renewed, successorOf } from "../../rules/model/apis.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { Resource } from "../../rules/model/resource.ts";

function resource(apiVersion: string, kind: string, rest = "") {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n${rest}`;
  const [placed] = parse({ uri: "file:///a.yaml", text }).documents;
  if (placed === undefined) throw new Error("There is no document.");
  return new Resource(Place.root(placed.document));
}

const removed = (apiVersion: string, kind: string) => oldApi(resource(apiVersion, kind))?.removed;

test("Kubernetes' own removals are known", () => {
  expect(removed("extensions/v1beta1", "Deployment")).toBe(16);
  expect(removed("extensions/v1beta1", "Ingress")).toBe(22);
  expect(removed("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition")).toBe(22);
  expect(removed("policy/v1beta1", "PodSecurityPolicy")).toBe(25);
  expect(removed("batch/v1beta1", "CronJob")).toBe(25);
  expect(removed("autoscaling/v2beta2", "HorizontalPodAutoscaler")).toBe(26);
  expect(removed("storage.k8s.io/v1beta1", "CSIStorageCapacity")).toBe(27);
  expect(removed("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema")).toBe(32);
});

test("what is served, and what is another's, is not old", () => {
  expect(oldApi(resource("apps/v1", "Deployment"))).toBeUndefined();
  expect(oldApi(resource("networking.istio.io/v1beta1", "Gateway"))).toBeUndefined();
});

test("a successor is named only where it is served itself", () => {
  const policy = resource("extensions/v1beta1", "PodSecurityPolicy");
  const old = oldApi(policy);
  if (old === undefined) throw new Error("It is old.");
  expect(successorOf(policy, old, 16)).toBe('"policy/v1beta1"');
  expect(successorOf(policy, old, 25)).toBeUndefined();
  expect(renewed(policy, old, 25)).toBeUndefined();
});

test("a name is renewed only where the fields are the same", () => {
  const renewal = (apiVersion: string, kind: string, rest?: string) => {
    const it = resource(apiVersion, kind, rest);
    const old = oldApi(it);
    return old === undefined ? undefined : renewed(it, old, 37)?.isSame;
  };
  expect(renewal("rbac.authorization.k8s.io/v1beta1", "Role")).toBe(true);
  expect(renewal("networking.k8s.io/v1beta1", "Ingress")).toBeUndefined();
  expect(renewal("apps/v1beta1", "Deployment", "spec: { selector: { matchLabels: { a: b } } }\n")).toBe(false);
  expect(renewal("apps/v1beta1", "Deployment", "spec: { template: {} }\n")).toBeUndefined();
  expect(renewal("apps/v1beta1", "Deployment", "spec: { selector: {}, rollbackTo: {} }\n")).toBeUndefined();
  expect(renewal("policy/v1beta1", "PodDisruptionBudget", "spec: { selector: {} }\n")).toBeUndefined();
  expect(renewal("policy/v1beta1", "PodDisruptionBudget", "spec: { selector: { matchLabels: { a: b } } }\n")).toBe(
    true,
  );
});
