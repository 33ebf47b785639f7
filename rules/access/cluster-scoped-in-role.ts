import { isBuiltIn, parentOf, scopeOf } from "../model/api-resources.ts";
import { type PolicyRule, policyRules, quoted, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "cluster-scoped-in-role",
  severity: "info",
  summary: "A Role should name resources that stand in a namespace.",
  presets: ["recommended"],
  why: `A Role holds for requests to its namespace, and nobody asks for Nodes, PersistentVolumes, StorageClasses or ClusterRoles in one: it grants nothing on them, and says nothing about it.
Whoever tries it is \`forbidden\`, and what looks like a careful Role is then replaced by a binding to \`cluster-admin\`.`,
  mend: `Put what needs them into a ClusterRole, and bind that by a ClusterRoleBinding: a RoleBinding grants nothing on them either.
Leave out what nobody misses.`,
  leave:
    "Nothing is said of `get`, `update`, `patch` and `delete` on `namespaces`: a request for the namespace itself counts as one within it.",

  on: policyRules,
  *check(rule) {
    if (rule.isClusterWide || !texts(rule, "apiGroups").every(isBuiltIn)) return;
    const written = texts(rule, "resources");
    const strangers = written.filter((it) => standsInNone(rule, it));
    const [first] = strangers;
    if (first === undefined) return;

    yield {
      at: rule.at("resources", written.indexOf(first)),
      message: `${titleOf(rule.role)} grants nothing on ${quoted(strangers)} within a namespace.`,
    };
  },

  examples: [
    {
      title: "Nodes stand in no namespace, and so does what only asks for a review",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: agent
  namespace: monitoring
rules:
  - apiGroups: [""]
    resources: [pods, nodes, nodes/metrics, persistentvolumes]
                      ^^^^^ Role "agent" grants nothing on "nodes", "nodes/metrics" and "persistentvolumes" within a namespace.
    verbs: [get, list, watch]
  - apiGroups: [authentication.k8s.io]
    resources: [tokenreviews]
                ^^^^^^^^^^^^ Role "agent" grants nothing on "tokenreviews" within a namespace.
    verbs: [create]
`,
    },
    {
      title: "Namespaces cannot be listed from within one",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: agent
  namespace: monitoring
rules:
  - apiGroups: [""]
    resources: [namespaces]
                ^^^^^^^^^^ Role "agent" grants nothing on "namespaces" within a namespace.
    verbs: [list, watch]
`,
    },
    {
      title: "A namespace can be read from within it, and a ClusterRole holds for Nodes",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: agent
      namespace: monitoring
    rules:
      - apiGroups: [""]
        resources: [pods, namespaces]
        verbs: [get, list]
      - apiGroups: [metrics.k8s.io]
        resources: [nodes]
        verbs: [get]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: agent
    rules:
      - apiGroups: [""]
        resources: [nodes]
        verbs: [get, list, watch]
`,
    },
  ],
});

const OF_ONE_NAMESPACE: readonly string[] = ["get", "update", "patch", "delete", "*"];

function standsInNone(rule: PolicyRule, resource: string): boolean {
  const scopes = texts(rule, "apiGroups").flatMap((it) => scopeOf(it, resource) ?? []);
  if (scopes.length === 0 || scopes.includes("namespaced")) return false;
  return parentOf(resource) !== "namespaces" || !texts(rule, "verbs").some((it) => OF_ONE_NAMESPACE.includes(it));
}
