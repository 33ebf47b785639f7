import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { faultOf, isLabel, isPlaceholder, isSubdomain, nearestName } from "../../rules/model/names.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";

const long = "a".repeat(63);

test("a label has no dots, and a subdomain is made of labels", () => {
  const names = ["a", "web-1", "1", long, "web.example.com", "-a", "a-", "A", "a_b", "", "a..b", ".a", `${long}a`];
  expect(names.filter(isLabel)).toEqual(["a", "web-1", "1", long]);
  expect(names.filter(isSubdomain)).toEqual(["a", "web-1", "1", long, "web.example.com", `${long}a`]);
});

function fault(apiVersion: string, kind: string, name: string, spec = "{}", kubernetes = 34): string | undefined {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nspec: ${spec}\n`;
  const [placed] = parse({ uri: "file:///a.yaml", text }).documents;
  const [resource] = placed === undefined ? [] : resourcesOf(Place.root(placed.document));
  return resource === undefined ? expect.fail(text) : faultOf(resource, name, kubernetes);
}

test("each kind is named in its own way", () => {
  expect(fault("v1", "ConfigMap", "web.conf")).toBeUndefined();
  expect(fault("v1", "ConfigMap", "web_conf")).toMatch(/dots/);
  expect(fault("v1", "Namespace", "team.shop")).toMatch(/hyphens only/);
  expect(fault("v1", "Service", "1-web")).toMatch(/digit/);
  expect(fault("v1", "Service", "1-web", "{}", 37)).toBeUndefined();
  expect(fault("rbac.authorization.k8s.io/v1", "ClusterRole", "system:Node")).toBeUndefined();
  expect(fault("rbac.authorization.k8s.io/v1", "Role", "a/b")).toMatch(/slash/);
  expect(fault("batch/v1", "CronJob", "a".repeat(53))).toMatch(/52 characters at most, and has 53/);
  expect(fault("batch/v1", "CronJob", "a".repeat(52))).toBeUndefined();
  expect(fault("apps/v1", "Deployment", "a".repeat(200))).toBeUndefined();
});

test("some names are made of other words", () => {
  const spec = "{ group: example.com, names: { plural: shops } }";
  expect(fault("apiextensions.k8s.io/v1", "CustomResourceDefinition", "shops.example.com", spec)).toBeUndefined();
  expect(fault("apiextensions.k8s.io/v1", "CustomResourceDefinition", "shop", spec)).toBe(
    'must be "shops.example.com"',
  );
  expect(fault("apiextensions.k8s.io/v1", "CustomResourceDefinition", "shop")).toBeUndefined();
  expect(fault("apiregistration.k8s.io/v1", "APIService", "v1.", "{ version: v1 }")).toBeUndefined();
});

test("what comes nearest to a text is a name", () => {
  expect(nearestName("My_App")).toBe("my-app");
  expect(nearestName("webServer")).toBe("web-server");
  expect(nearestName("Web.Example.com-", 253, true)).toBe("web.example.com");
  expect(nearestName("web.conf")).toBe("web-conf");
  expect(nearestName("__")).toBeUndefined();
});

test("a name without small letters and digits is to be filled in", () => {
  expect(["NAME", "_", "{SHOP_NAME}", "", "Web", "A1"].filter(isPlaceholder)).toEqual(["NAME", "_", "{SHOP_NAME}", ""]);
});
