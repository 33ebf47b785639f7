import { clusterRoleOf } from "../model/bindings.ts";
import type { Place } from "../model/place.ts";
import { bindings, isNamed, named, policyRules, titleOf } from "../model/rbac.ts";
import { kind, type On, type Resource } from "../model/resource.ts";
import { type Finding, rule } from "../rule.ts";

/** What OpenShift's own SecurityContextConstraints let a pod do, graver first, but for those that keep it in its place. Source: OpenShift's documentation. */
const LOOSE: ReadonlyMap<string, string> = new Map([
  ["privileged", "do everything on the node"],
  ["hostaccess", "share the node's namespaces and files"],
  ["hostmount-anyuid", "mount the node's files as root"],
  ["hostmount-anyuid-v2", "mount the node's files as root"],
  ["hostnetwork", "share the node's network"],
  ["hostnetwork-v2", "share the node's network"],
  ["anyuid", "run as root"],
  ["node-exporter", "share the node's namespaces"],
]);
const SCC_ROLE = "system:openshift:scc:";

const rolesAndBindings: On<Resource> = kind(...(policyRules.kinds ?? []), ...(bindings.kinds ?? []));

export default rule({
  id: "permissive-scc",
  severity: "warning",
  summary: "An account on OpenShift should not use a SecurityContextConstraint that lets it onto the node.",
  presets: ["strict"],
  why: `What OpenShift's \`restricted-v2\` keeps a pod from, these let it do: run as root, share the node's network and processes, mount its disk.
With \`privileged\`, whoever may start a pod as this account has the node.`,
  mend: `Build the image for any user id, and it runs as \`restricted-v2\`; \`nonroot-v2\` lets it choose one that is not root.
Where one right is missing, make a SecurityContextConstraint of your own with that one.
Pods that need more are refused when they are next made: \`unable to validate against any security context constraint\`.`,
  leave:
    "Leave it for agents that manage the node, each with an account that nothing else runs as.\nAs most who ask for these are such agents, the rule is asked by the preset `strict` only.",

  on: rolesAndBindings,
  *check(resource) {
    for (const it of policyRules(resource)) {
      const [constraints] = named(it, {
        group: "security.openshift.io",
        resources: ["securitycontextconstraints"],
        verbs: ["use"],
      });
      if (constraints === undefined) continue;
      if (!isNamed(it)) yield { at: constraints, message: `${titleOf(resource)} lets pods do everything on the node.` };
      else yield* allowed(resource, it.at("resourceNames").children);
    }
    const role = bindings(resource).map((it) => clusterRoleOf(it) ?? "")[0] ?? "";
    if (role.startsWith(SCC_ROLE)) yield* allowed(resource, [resource.at("roleRef", "name")]);
  },

  examples: [
    {
      title: "A pod of this account may be root",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
rules:
  - apiGroups: [security.openshift.io]
    resources: [securitycontextconstraints]
    resourceNames: [anyuid, shop]
                    ^^^^^^ Role "web" lets pods run as root.
    verbs: [use]
`,
    },
    {
      title: "OpenShift has a role for each",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: agent
  namespace: monitoring
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:openshift:scc:privileged
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RoleBinding "agent" lets pods do everything on the node.
subjects:
  - kind: ServiceAccount
    name: agent
`,
    },
    {
      title: "Without names, it is all of them",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: agent
rules:
  - apiGroups: [security.openshift.io]
    resources: [securitycontextconstraints]
                ^^^^^^^^^^^^^^^^^^^^^^^^^^ ClusterRole "agent" lets pods do everything on the node.
    verbs: [use]
`,
    },
    {
      title: "These keep a pod off the node",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: web
      namespace: shop
    rules:
      - apiGroups: [security.openshift.io]
        resources: [securitycontextconstraints]
        resourceNames: [nonroot-v2, shop]
        verbs: [use]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: web
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: system:openshift:scc:restricted-v2
    subjects:
      - kind: ServiceAccount
        name: web
`,
    },
  ],
});

function* allowed(resource: Resource, names: readonly Place[]): Iterable<Finding> {
  for (const [constraint, freedom] of LOOSE) {
    const at = names.find((it) => constraintOf(it) === constraint);
    if (at === undefined) continue;
    yield { at, message: `${titleOf(resource)} lets pods ${freedom}.` };
    return;
  }
}

const constraintOf = (name: Place): string => (name.string ?? "").replace(SCC_ROLE, "");
