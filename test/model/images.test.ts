import { expect, test } from "vitest";
import { fullName, image, suffixOf } from "../../rules/model/images.ts";
import { growth, LINEAR } from "../support/growth.ts";

const DIGEST = `sha256:${"4c".repeat(32)}`;

test("an image is read as a container runtime reads it", () => {
  const none = { registry: undefined, tag: undefined, digest: undefined };
  expect(image("nginx")).toEqual({ ...none, repository: "nginx" });
  expect(image("shop/web:3.1")).toEqual({ ...none, repository: "shop/web", tag: "3.1" });
  expect(image("host:5000/web")).toEqual({ ...none, registry: "host:5000", repository: "web" });
  expect(image("host:5000/web:3.1")).toEqual({ ...none, registry: "host:5000", repository: "web", tag: "3.1" });
  expect(image("localhost/web")).toEqual({ ...none, registry: "localhost", repository: "web" });
  expect(image("quay.io/shop/web")).toEqual({ ...none, registry: "quay.io", repository: "shop/web" });
  expect(image("[::1]:5000/web:3.1")).toEqual({ ...none, registry: "[::1]:5000", repository: "web", tag: "3.1" });
  expect(image(`nginx@${DIGEST}`)).toEqual({ ...none, repository: "nginx", digest: DIGEST });
  expect(image(`nginx:1.27@${DIGEST}`)).toEqual({ ...none, repository: "nginx", tag: "1.27", digest: DIGEST });
  expect(image("a__b/c---d.e")).toEqual({ ...none, repository: "a__b/c---d.e" });
});

test("what no runtime would pull is no image", () => {
  for (const it of [
    "",
    "IMAGE",
    "nginx:",
    "<your image>",
    "ko://github.com/a/b",
    "a b",
    "nginx@sha256:12",
    "web:$TAG",
  ]) {
    expect(image(it), it).toBeUndefined();
  }
});

test("a long reference takes no long time", () => {
  for (const it of ["a", "a/", "a-"])
    expect(
      growth((size) => image(`${it.repeat(size)}!`), 10_000),
      it,
    ).toBeLessThan(LINEAR);
});

test("an image without a registry lies in Docker Hub", () => {
  const name = (reference: string) => {
    const read = image(reference);
    return read === undefined ? undefined : `${fullName(read)}${suffixOf(read)}`;
  };
  expect(name("nginx")).toBe("docker.io/library/nginx");
  expect(name("shop/web:3.1")).toBe("docker.io/shop/web:3.1");
  expect(name("index.docker.io/nginx")).toBe("docker.io/library/nginx");
  expect(name("Registry.Example.com/shop/web")).toBe("registry.example.com/shop/web");
  expect(name("localhost:5000/web")).toBe("localhost:5000/web");
  expect(name(`nginx:1.27@${DIGEST}`)).toBe(`docker.io/library/nginx:1.27@${DIGEST}`);
});
