import { expect, test } from "vitest";
import { areAbout } from "../../rules/model/admission-rules.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";

const rules = (text: string) => {
  const [first] = parse({ uri: "file:///rules.yaml", text }).documents;
  if (first === undefined) throw new Error("There is no document.");
  return Place.root(first.document).children;
};

test("a rule is about the resources that it names, and about all under an asterisk", () => {
  const pods = rules('- { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }');
  expect(areAbout(pods, "pods")).toBe(true);
  expect(areAbout(pods, "deployments.apps")).toBe(false);
  const all = rules('- { apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"] }');
  expect(areAbout(all, "deployments.apps")).toBe(true);
});

test("another group, another operation and another scope make it another rule", () => {
  const others = rules(`
- { apiGroups: [metrics.k8s.io], operations: [CREATE], resources: [pods] }
- { apiGroups: [""], operations: [DELETE], resources: [pods] }
- { apiGroups: [""], operations: [CREATE], resources: [pods/exec] }
- { apiGroups: ["*"], operations: [CREATE], resources: ["*"], scope: Cluster }
`);
  expect(areAbout(others, "pods")).toBe(false);
});
