import { expect, test } from "vitest";
import { decidingLevel, isRecorded, rulesFor } from "../../rules/model/audit-policy.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { Resource } from "../../rules/model/resource.ts";

function policy(...rules: readonly string[]): Resource {
  const text = `{ apiVersion: audit.k8s.io/v1, kind: Policy, rules: [${rules.join(", ")}] }`;
  const [only] = parse({ uri: "file:///policy.yaml", text }).documents;
  if (only === undefined) throw new Error("There is no document.");
  return new Resource(Place.root(only.document));
}

const secrets = { group: "", resource: "secrets" };
const exec = { group: "", resource: "pods/exec" };

test("the first rule that matches every request decides", () => {
  const narrow = "{ level: RequestResponse, verbs: [create] }";
  const rules = policy(narrow, "{ level: Metadata }", "{ level: None }");
  expect(decidingLevel(rules, secrets)).toBe("Metadata");
  expect(rulesFor(rules, secrets)).toHaveLength(2);
  expect(decidingLevel(policy(narrow), secrets)).toBeUndefined();
});

test("a rule for paths is none for resources", () => {
  expect(isRecorded(policy("{ level: Metadata, nonResourceURLs: [/api*] }"), secrets)).toBe(false);
});

test("resources are named with their group, and subresources by themselves or with a star", () => {
  const level = (resources: string, asked = exec) =>
    decidingLevel(policy(`{ level: Metadata, resources: ${resources} }`), asked);
  expect(level("[{ resources: [pods] }]")).toBeUndefined();
  expect(level("[{ resources: [pods/exec] }]")).toBe("Metadata");
  expect(level('[{ resources: ["pods/*"] }]')).toBe("Metadata");
  expect(level('[{ resources: ["*/exec"] }]')).toBe("Metadata");
  expect(level('[{ group: "" }]')).toBe("Metadata");
  expect(level("[{ group: apps }]")).toBeUndefined();
  expect(level("[{ resources: [secrets], resourceNames: [a] }]", secrets)).toBeUndefined();
});
