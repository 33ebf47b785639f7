import { expect, test } from "vitest";
import { image } from "../../rules/model/images.ts";
import { ended, moved, retired } from "../../rules/model/retired-images.ts";

const inQuestion = (reference: string) => image(reference) ?? image("nginx");

test("an image moves to where its registry went, with its tag and digest", () => {
  const renewed = (reference: string) => {
    const read = inQuestion(reference);
    const place = read === undefined ? undefined : retired(read);
    return read === undefined || place?.successor === undefined ? undefined : moved(read, place, place.successor);
  };
  expect(renewed("k8s.gcr.io/pause:3.9")).toBe("registry.k8s.io/pause:3.9");
  expect(renewed("bitnami/redis:7.0.11")).toBe("docker.io/bitnamilegacy/redis:7.0.11");
  expect(renewed("gcr.io/kubebuilder/kube-rbac-proxy:v0.13.1")).toBe("quay.io/brancz/kube-rbac-proxy:v0.13.1");
  expect(renewed("docker.io/bitnami/redis")).toBeUndefined();
  expect(renewed("bitnami/minideb:buster")).toBeUndefined();
  expect(renewed("k8s.gcr.io.example.com/pause:3.9")).toBeUndefined();
});

test("projects that have ended are known by their images", () => {
  const project = (reference: string) => ended(inQuestion(reference) ?? never())?.project;
  const never = () => {
    throw new Error("No image.");
  };
  expect(project("registry.k8s.io/ingress-nginx/controller:v1.15.1")).toBe("Ingress NGINX");
  expect(project("registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.9")).toBeUndefined();
  expect(project("gcr.io/google_containers/heapster-amd64:v1.4.0")).toBe("Heapster");
  expect(project("weaveworks/weave-kube:2.8.1")).toBe("Weave Net");
  expect(project("nginx/nginx-ingress:4.0.0")).toBeUndefined();
});
