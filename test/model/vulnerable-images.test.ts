import { expect, test } from "vitest";
import { image } from "../../rules/model/images.ts";
import { fixedVersion, holeIn } from "../../rules/model/vulnerable-images.ts";

const hole = (reference: string) => {
  const read = image(reference);
  return read === undefined ? undefined : holeIn(read);
};

test("a line of versions has the hole until its own fix, and an older line without a fix has it", () => {
  expect(hole("quay.io/argoproj/argocd:v3.0.13")?.cve).toBe("CVE-2025-55190");
  expect(hole("quay.io/argoproj/argocd:v3.0.14")).toBeUndefined();
  expect(hole("quay.io/argoproj/argocd:v2.12.20")?.cve).toBe("CVE-2025-55190");
  expect(hole("quay.io/argoproj/argocd:v3.2.0")).toBeUndefined();
  expect(hole("argoproj/argocd:v1.2.5")?.cve).toBe("CVE-2022-24348");
  expect(hole("registry.k8s.io/ingress-nginx/controller:v1.12.0")?.cve).toBe("CVE-2025-1974");
  expect(hole("registry.k8s.io/ingress-nginx/controller:v1.11.5")).toBeUndefined();
  expect(hole("ghcr.io/kyverno/kyverno:v1.8.2")).toBeUndefined();
  expect(hole("nvcr.io/nvidia/k8s/container-toolkit:v1.17.7-ubuntu20.04")?.cve).toBe("CVE-2025-23266");
});

test("what names no whole version, or another image, has no hole that is known", () => {
  for (const it of ["grafana/grafana:9.2", "grafana/grafana:latest", "grafana/loki:9.2.0", "grafana/grafana"])
    expect(hole(it), it).toBeUndefined();
});

test("an image is raised to the first version without the hole in its own line or the next", () => {
  const raised = (reference: string, tag: string) => {
    const found = hole(`${reference}:${tag}`);
    return found === undefined ? undefined : fixedVersion(tag, found);
  };
  expect(raised("grafana/grafana", "8.1.2")).toBe("8.1.8");
  expect(raised("quay.io/argoproj/argocd", "v2.9.1")).toBe("2.13.9");
});
