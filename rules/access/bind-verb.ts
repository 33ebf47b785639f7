import { isNamed, named, policyRules, RBAC, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** Roles of every cluster with which one gets the rest: to bind them by name is to bind any. */
const MIGHTY: ReadonlySet<string> = new Set(["cluster-admin", "admin", "edit"]);

export default rule({
  id: "bind-verb",
  severity: "error",
  summary: "A role should say which roles it allows to bind.",
  presets: ["recommended"],
  replaces: ["writable-roles"],
  why: `The API server lets nobody bind a role that holds more than he has himself, except who has the verb \`bind\` on it.
Without names, that is every role: whoever takes over the account, and may create a binding, binds \`cluster-admin\` to himself.`,
  mend: `Name the roles that it binds with \`resourceNames\`, or take \`bind\` away and give the account the rights that it hands on.
Bindings to other roles are refused from then on.`,
  leave: "Leave it for operators that install others, in a namespace that is guarded as the control plane is.",

  on: policyRules,
  *check(rule) {
    const bind = texts(rule, "verbs").indexOf("bind");
    const [role] = named(rule, { group: RBAC, resources: ["roles", "clusterroles"], verbs: ["bind"] });
    if (bind === -1 || role === undefined) return;
    const mighty = texts(rule, "resourceNames").find((it) => MIGHTY.has(it));
    if (isNamed(rule) && mighty === undefined) return;

    yield {
      at: rule.at("verbs", bind),
      severity: rule.isClusterWide ? "error" : "warning",
      message: `${titleOf(rule.role)} may bind ${mighty === undefined ? "any role" : `"${mighty}"`} to anybody.`,
    };
  },

  examples: [
    {
      title: "Who may bind any role binds cluster-admin",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenants
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [get, bind]
                 ^^^^ ClusterRole "tenants" may bind any role to anybody.
`,
    },
    {
      title: "A name helps only if its role is small",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenants
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    resourceNames: [view, edit]
    verbs: [bind]
            ^^^^ ClusterRole "tenants" may bind "edit" to anybody.
`,
    },
    {
      title: "Roles that are named can be looked at",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenants
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    resourceNames: [view, tenant]
    verbs: [bind]
`,
    },
  ],
});
