import { expect, test } from "vitest";
import { lacksContainer, profileAnnotations, profileField } from "../../rules/model/apparmor.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { type Pod, pods } from "../../rules/model/pods.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";

const podOf = (containers: string): Pod => {
  const text = `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: localhost/web
    example.com/team: shop
spec:
  containers:
${containers}`;
  const [placed] = parse({ uri: "file:///pod.yaml", text }).documents;
  const [pod] = placed === undefined ? [] : resourcesOf(Place.root(placed.document)).flatMap(pods);
  return pod ?? expect.fail("no pod");
};

test("annotations name a container and its profile, as the field would", () => {
  const found = profileAnnotations(podOf("    - name: web\n"));
  expect(found.map(({ container, profile }) => [container, profile])).toEqual([["web", "localhost/web"]]);
  expect(profileField("localhost/web")).toEqual({ type: "Localhost", localhostProfile: "web" });
  expect(profileField("runtime/default")).toEqual({ type: "RuntimeDefault" });
  for (const profile of ["unconfined", "localhost/", "", undefined]) expect(profileField(profile)).toBe(undefined);
});

test("a pod lacks a container only where no template may add it", () => {
  const lacks = (containers: string) => ifKnown((): unknown => lacksContainer(podOf(containers), "web"), "unknown");
  expect(lacks("    - name: web\n")).toBe(false);
  expect(lacks("    - name: proxy\n")).toBe(true);
  expect(lacks("    - name: \uE000\n")).toBe("unknown");
  expect(lacks("    - name: proxy\n    #\uE000\n")).toBe("unknown");
});
