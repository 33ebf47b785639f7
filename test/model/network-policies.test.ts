import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { isNothing, isolates, opens, policyRules, selectsAll } from "../../rules/model/network-policies.ts";
import { Place } from "../../rules/model/place.ts";
import { type Resource, resourcesOf } from "../../rules/model/resource.ts";

function policy(spec: string): Resource {
  const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec: ${spec}\n`;
  const [document] = parse({ uri: "file:///a.yaml", text }).documents;
  const [resource] = document === undefined ? [] : resourcesOf(Place.root(document.document));
  if (resource === undefined) throw new Error("No policy.");
  return resource;
}

test("a policy isolates for what it names, and by default for ingress and for the egress that it has rules for", () => {
  const both = (spec: string) => [isolates(policy(spec), "Ingress"), isolates(policy(spec), "Egress")];
  expect(both("{}")).toEqual([true, false]);
  expect(both("{ egress: [] }")).toEqual([true, false]);
  expect(both("{ egress: [{}] }")).toEqual([true, true]);
  expect(both("{ policyTypes: [], egress: [{}] }")).toEqual([true, true]);
  expect(both("{ policyTypes: [Egress], ingress: [{}] }")).toEqual([false, true]);
});

test("rules count in the directions that a policy isolates for", () => {
  const directions = (spec: string) => policyRules(policy(spec)).map((it) => it.direction);
  expect(directions("{ ingress: [{}, null], egress: [{}] }")).toEqual(["Ingress", "Ingress", "Egress"]);
  expect(directions("{ policyTypes: [Egress], ingress: [{}], egress: [{}] }")).toEqual(["Egress"]);
});

test("an empty list is as good as none", () => {
  const list = (text: string) => isNothing(policy(`{ ingress: ${text} }`).at("spec", "ingress"));
  expect([list("[]"), list("null"), list("[{}]"), list("[null]")]).toEqual([true, true, false, false]);
});

test("a selector without conditions selects everything, if it is written", () => {
  const selects = (text: string) => selectsAll(policy(`{ podSelector: ${text} }`).at("spec", "podSelector"));
  expect(["{}", "{ matchLabels: {} }", "{ matchExpressions: [] }"].map(selects)).toEqual([true, true, true]);
  expect(["null", "{ matchLabels: { app: web } }"].map(selects)).toEqual([false, false]);
});

test("a rule opens what it names, by one number or by a range", () => {
  const opened = (ports: string, protocol: "TCP" | "UDP", number: number) =>
    policyRules(policy(`{ ingress: [{ ports: ${ports} }] }`)).some((it) => opens(it, protocol, number));
  expect(opened("[]", "UDP", 53)).toBe(true);
  expect(opened("[{ port: 53 }]", "UDP", 53)).toBe(false);
  expect(opened("[{ protocol: UDP }]", "UDP", 53)).toBe(true);
  expect(opened("[{ port: 50, endPort: 60 }]", "TCP", 60)).toBe(true);
  expect(opened("[{ port: 50, endPort: 60 }]", "TCP", 61)).toBe(false);
  expect(() => opened("[{ port: http }]", "TCP", 80)).toThrow();
});
