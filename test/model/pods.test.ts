import { expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { containers, pods } from "../../rules/model/pods.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { ask } from "../../rules/presets.ts";

const manifest = (text: string) => parse({ uri: "file:///a.yaml", text });

const resources = (text: string) =>
  manifest(text).documents.flatMap(({ document }) => resourcesOf(Place.root(document)));

const containerNames = (text: string) => resources(text).flatMap((it) => containers(it).map(({ name }) => name));

function findings(text: string) {
  const everything = ask(rules, { presets: ["all"], rules: [], kubernetes: 37, podSecurity: 37 });
  const found = lint(manifest(text), everything, (message) => {
    throw new Error(message);
  });
  return found.map(({ rule }) => rule.id);
}

test("pods are found wherever a kind keeps them", () => {
  const spec = "spec: { containers: [{ name: web }] }";
  for (const text of [
    `{ apiVersion: v1, kind: Pod, ${spec} }`,
    `{ apiVersion: v1, kind: PodTemplate, template: { ${spec} } }`,
    `{ apiVersion: apps/v1, kind: Deployment, spec: { template: { ${spec} } } }`,
    `{ apiVersion: batch/v1, kind: CronJob, spec: { jobTemplate: { spec: { template: { ${spec} } } } } }`,
    `{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: { template: { ${spec} } } }`,
    `{ apiVersion: serving.knative.dev/v1, kind: Service, spec: { template: { ${spec} } } }`,
    `{ apiVersion: batch.volcano.sh/v1alpha1, kind: Job, spec: { tasks: [{ template: { ${spec} } }] } }`,
    `{ apiVersion: kubeflow.org/v2beta1, kind: MPIJob, spec: { mpiReplicaSpecs: { Worker: { template: { ${spec} } } } } }`,
    `{ apiVersion: ray.io/v1, kind: RayJob, spec: { rayClusterSpec: { headGroupSpec: { template: { ${spec} } } } } }`,
    `{ apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: Pod, ${spec} }] }`,
  ]) {
    expect(containerNames(text), text).toEqual(["web"]);
  }
});

test("a kind of the same name in another group has no pods that we know of", () => {
  expect(containerNames("{ apiVersion: example.test/v1, kind: Pod, spec: { containers: [{ name: web }] } }")).toEqual(
    [],
  );
});

test("containers come in the order of the admission controller", () => {
  const text = `{ apiVersion: v1, kind: Pod, spec: {
    ephemeralContainers: [{ name: debug }], containers: [{ name: web }], initContainers: [{ name: migrate }] } }`;
  expect(containerNames(text)).toEqual(["migrate", "web", "debug"]);
});

test("what an operator may add to a part of a pod is not missed", () => {
  const task = "apiVersion: tekton.dev/v1\nkind: TaskRun\nmetadata:\n  name: build\nspec:\n  podTemplate:\n";
  expect(resources(task).flatMap((it) => pods(it))).toHaveLength(1);
  expect(findings(`${task}    securityContext:\n      fsGroup: 1000\n`)).toEqual([]);
  expect(
    findings(`apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata:
  name: logs
spec:
  nodeSets:
    - name: all
      podTemplate:
        spec:
          containers:
            - name: elasticsearch
              env:
                - name: ES_JAVA_OPTS
                  value: -Xmx1g
`),
  ).toEqual([]);
});

test("what stands in a part of a pod is judged", () => {
  expect(
    findings(`apiVersion: tekton.dev/v1
kind: TaskRun
metadata:
  name: build
spec:
  podTemplate:
    hostNetwork: true
`),
  ).toEqual(["host-network"]);
});
