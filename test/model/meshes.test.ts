import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import {
  inboundGaps,
  isOutsideMeshes,
  isPodWish,
  type MeshSubject,
  meshSubjects,
  optOuts,
  outboundGaps,
} from "../../rules/model/meshes.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";

function subject(text: string): MeshSubject {
  const [document] = parse({ uri: "file:///a.yaml", text }).documents;
  const [found] = (document === undefined ? [] : resourcesOf(Place.root(document.document))).flatMap(meshSubjects);
  if (found === undefined) throw new Error("Nothing for a mesh.");
  return found;
}

const namespace = (metadata: string) => subject(`{ apiVersion: v1, kind: Namespace, metadata: ${metadata} }`);
const deployment = (metadata: string) =>
  subject(
    `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { template: { metadata: ${metadata} } } }`,
  );

test("a namespace speaks for its pods, and a template for those made of it", () => {
  expect(optOuts(namespace("{ labels: { istio-injection: disabled } }"))).toHaveLength(1);
  expect(optOuts(deployment("{ annotations: { linkerd.io/inject: disabled } }"))).toHaveLength(1);
  expect(optOuts(deployment("{ annotations: { sidecar.istio.io/inject: 'true' } }"))).toHaveLength(0);
});

test("the cluster's namespaces and those of the meshes stay outside", () => {
  expect(isOutsideMeshes(namespace("{ name: kube-system }"))).toBe(true);
  expect(isOutsideMeshes(namespace("{ name: shop }"))).toBe(false);
  expect(isOutsideMeshes(deployment("{}"))).toBe(false);
});

test("a list of what is left out has gaps, and so has an empty list of what is taken in", () => {
  const annotated = (annotations: string) => deployment(`{ annotations: ${annotations} }`);
  expect(inboundGaps(annotated("{ config.linkerd.io/skip-inbound-ports: '4190' }"))).toHaveLength(1);
  expect(inboundGaps(annotated("{ traffic.sidecar.istio.io/includeInboundPorts: '' }"))).toHaveLength(1);
  expect(inboundGaps(annotated("{ traffic.sidecar.istio.io/includeInboundPorts: '*' }"))).toHaveLength(0);
  expect(outboundGaps(annotated("{ traffic.sidecar.istio.io/excludeOutboundPorts: '' }"))).toHaveLength(0);
  expect(outboundGaps(annotated("{ traffic.kuma.io/exclude-outbound-ports: '5432' }"))).toHaveLength(1);
});

test("some names are read from pods only", () => {
  expect(isPodWish("sidecar.istio.io/inject")).toBe(true);
  expect(isPodWish("linkerd.io/inject")).toBe(true);
  expect(isPodWish("istio-injection")).toBe(false);
  expect(isPodWish("linkerd.io/created-by")).toBe(false);
});
