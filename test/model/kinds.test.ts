import { expect, test } from "vitest";
import { keptLocal } from "../../rules/model/kinds.ts";

test("files for a tool never reach a cluster", () => {
  for (const [group, kind] of [
    ["kustomize.config.k8s.io", "Kustomization"],
    ["kubeadm.k8s.io", "ClusterConfiguration"],
    ["kind.x-k8s.io", "Cluster"],
    ["scaffolder.backstage.io", "Template"],
    ["examples.config.kubernetes.io", "CockroachDB"],
    ["", "Config"],
    ["", "LabelTransformer"],
    ["skaffold", "Config"],
  ] as const) {
    expect(keptLocal(group, kind), `${group}/${kind}`).toBe(true);
  }
});

test("kinds of like names are applied all the same", () => {
  for (const [group, kind] of [
    ["kustomize.toolkit.fluxcd.io", "Kustomization"],
    ["cluster.x-k8s.io", "Cluster"],
    ["bootstrap.cluster.x-k8s.io", "KubeadmConfig"],
    ["kyverno.io", "Policy"],
    ["config.gatekeeper.sh", "Config"],
    ["", "ConfigMap"],
    ["", "Pod"],
    ["apps", "Deployment"],
  ] as const) {
    expect(keptLocal(group, kind), `${group}/${kind}`).toBe(false);
  }
});
