import { expect, test } from "vitest";
import { groupsWith, hasSubresource, isBuiltIn, rightName, scopeOf } from "../../rules/model/api-resources.ts";
import { isClusterWide, subjects } from "../../rules/model/bindings.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { bindings, listed, named, type PolicyRule, policyRules, texts, verbAmong } from "../../rules/model/rbac.ts";
import { type Resource, resourcesOf } from "../../rules/model/resource.ts";

const resource = (text: string): Resource => {
  const document = parse({ uri: "file:///role.yaml", text }).documents[0]?.document;
  const [first] = document === undefined ? [] : resourcesOf(Place.root(document));
  if (first === undefined) throw new Error("No resource.");
  return first;
};

const rule = (json: object): PolicyRule => {
  const role = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "r" },
    rules: [json],
  };
  const [first] = policyRules(resource(JSON.stringify(role)));
  if (first === undefined) throw new Error("No rule.");
  return first;
};

const EXEC = { group: "", resources: ["pods/exec"], verbs: ["create"] };
const paths = (json: object, right = EXEC) => named(rule(json), right).map((it) => it.path.join("/"));

test("a right is named by its group, its resource and one of its verbs, or by the stars that count for them", () => {
  expect(paths({ apiGroups: [""], resources: ["pods", "pods/exec"], verbs: ["get", "create"] })).toEqual([
    "rules/0/resources/1",
  ]);
  expect(paths({ apiGroups: ["*"], resources: ["*/exec"], verbs: ["*"] })).toEqual(["rules/0/resources/0"]);
  expect(paths({ apiGroups: [null], resources: ["pods/exec"], verbs: ["create"] })).toHaveLength(1);
});

test("what is nearly a right is none", () => {
  expect(paths({ apiGroups: ["apps"], resources: ["pods/exec"], verbs: ["create"] })).toEqual([]);
  expect(paths({ apiGroups: [""], resources: ["pods"], verbs: ["create"] })).toEqual([]);
  expect(paths({ apiGroups: [""], resources: ["pods/*", "*/*"], verbs: ["create"] })).toEqual([]);
  expect(paths({ apiGroups: [""], resources: ["pods/exec"], verbs: ["Create", "get"] })).toEqual([]);
});

test("every resource is told by a rule of its own, and names nothing", () => {
  expect(paths({ apiGroups: [""], resources: ["*", "pods/exec"], verbs: ["create"] })).toEqual([]);
});

test("a verb is found where it stands, or where all stand", () => {
  const some = rule({ apiGroups: [""], resources: ["pods"], verbs: ["get", "watch"] });
  expect(verbAmong(some, ["list", "watch"])?.string).toBe("watch");
  expect(verbAmong(some, ["create"])).toBeUndefined();
  expect(verbAmong(rule({ verbs: ["*"] }), ["create"])?.string).toBe("*");
});

test("a list that is absent or no list says nothing", () => {
  expect(texts(rule({ verbs: "get" }), "verbs")).toEqual([]);
  expect(texts(rule({}), "verbs")).toEqual([]);
});

test("roles that the API server or a controller writes are nobody's, and operators bring their own", () => {
  const role = (more: string) =>
    policyRules(
      resource(`{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, ${more} rules: [{verbs: [get]}]}`),
    );
  expect(role("metadata: {name: a, labels: {team: shop}},")).toHaveLength(1);
  expect(role("metadata: {name: a, labels: {kubernetes.io/bootstrapping: rbac-defaults}},")).toHaveLength(0);
  expect(role("metadata: {name: a}, aggregationRule: {clusterRoleSelectors: []},")).toHaveLength(0);
  expect(policyRules(resource("{apiVersion: example.com/v1, kind: ClusterRole, rules: [{}]}"))).toHaveLength(0);
  const operator = `{apiVersion: operators.coreos.com/v1alpha1, kind: ClusterServiceVersion, spec: {install: {spec: {
    clusterPermissions: [{rules: [{}, {}]}], permissions: [{rules: [{}]}]}}}}`;
  expect(policyRules(resource(operator)).map((it) => it.isClusterWide)).toEqual([true, true, false]);
});

test("whom a binding names", () => {
  const binding = resource(
    "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, subjects: [{name: a}, {name: b}]}",
  );
  expect(bindings(binding).map(isClusterWide)).toEqual([true]);
  expect(subjects(binding).map((it) => it.at("name").string)).toEqual(["a", "b"]);
});

test("each resource has its groups and its scope", () => {
  expect(groupsWith("events")).toEqual(["", "events.k8s.io"]);
  expect(groupsWith("deployments")).toEqual(["apps"]);
  expect([scopeOf("", "nodes/proxy"), scopeOf("", "pods"), scopeOf("apps", "pods")]).toEqual([
    "global",
    "namespaced",
    undefined,
  ]);
  expect([isBuiltIn(""), isBuiltIn("core"), isBuiltIn("apps"), isBuiltIn("apps/v1")]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("some subresources exist, and some are only ever written down", () => {
  expect(["pods", "pods/exec", "pods/status", "deployments/finalizers"].map(hasSubresource)).toEqual(
    Array(4).fill(true),
  );
  expect(["pods/logs", "nodes/logs", "services/exec"].map(hasSubresource)).toEqual(Array(3).fill(false));
});

test("a kind, a singular and a full name are known for the resource that is meant", () => {
  expect(
    ["Pod", "ingress", "NetworkPolicy", "deployments.apps", "Pods/log", "endpoint", "carts"].map(rightName),
  ).toEqual(["pods", "ingresses", "networkpolicies", "deployments", "pods/log", "endpoints", undefined]);
});

test("words are listed as a sentence lists them", () => {
  expect([listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])]).toEqual(["a", "a and b", "a, b and c"]);
});
