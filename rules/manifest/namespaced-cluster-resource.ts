import { kind } from "../model/resource.ts";
import { CLUSTER_WIDE } from "../model/scopes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "namespaced-cluster-resource",
  severity: "info",
  summary: "A resource that is there for the whole cluster must not claim to be in a namespace.",
  presets: ["recommended"],
  fixable: "safe",
  why: `A ClusterRole, a StorageClass or a CustomResourceDefinition is in no namespace, and the API server passes over what its manifest says.
A reader takes it for the matter of one team, and two teams that each think to have their own write to one and the same.`,
  mend: "Remove the namespace: nothing changes.\nWhere a role was meant for one namespace, a Role is the kind for it.",
  leave: "There is no reason to leave it.",

  on: kind(...CLUSTER_WIDE),
  *check(resource) {
    const at = resource.at("metadata", "namespace");
    if (at.string === undefined || at.string === "") return;
    yield {
      at,
      message: `A ${resource.kind} is there for the whole cluster, and in no namespace.`,
      tag: "unnecessary",
      fixes: [{ title: "Remove the namespace", safety: "safe", changes: () => [{ at, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A ClusterRole is in no namespace",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: pod-reader
  namespace: shop
             ^^^^ A ClusterRole is there for the whole cluster, and in no namespace.
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, list]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: pod-reader
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, list]
`,
    },
    {
      title: "A Role is in one",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: pod-reader
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, list]
`,
    },
  ],
});
