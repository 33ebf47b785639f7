import { named, policyRules, RBAC, titleOf, verbAmong } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "escalate-verb",
  severity: "error",
  summary: "A role should not allow to escalate.",
  presets: ["recommended"],
  replaces: ["wildcard-verb", "writable-roles"],
  why: `The API server lets nobody write more into a role than he may do himself, except who has the verb \`escalate\` on it.
Whoever takes over an account that has it, and may change a role that is bound to him, writes \`*\` into that role and is \`cluster-admin\`.
\`verbs: ["*"]\` on \`roles\` or \`clusterroles\` holds it.`,
  mend: `Take it away, and give the account the rights that it hands on: then the API server lets it write them into roles.
Where the roles are known beforehand, let it \`bind\` those by \`resourceNames\` in place of writing new ones.
An operator that writes a role with more than it has is refused from then on: \`attempting to grant RBAC permissions not currently held\`.`,
  leave:
    "Leave it for operators that install others and so must grant what they cannot know (the Operator Lifecycle Manager, Cluster API), in a namespace that is guarded as the control plane is.",

  on: policyRules,
  *check(rule) {
    const escalate = verbAmong(rule, ["escalate"]);
    const [role] = named(rule, { group: RBAC, resources: ["roles", "clusterroles"], verbs: ["escalate"] });
    if (escalate === undefined || role === undefined) return;

    yield {
      at: escalate,
      severity: rule.isClusterWide ? "error" : "warning",
      message: `${titleOf(rule.role)} may write any right into "${role.shown}".`,
      see: [{ at: role, message: "On these roles." }],
    };
  },

  examples: [
    {
      title: "Who may escalate has every right already",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
                ~~~~~~~~~~~~ On these roles.
    verbs: [get, create, update, escalate]
                                 ^^^^^^^^ ClusterRole "operator" may write any right into "clusterroles".
`,
    },
    {
      title: "Every verb is also this one",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: operator
  namespace: shop
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings, roles]
                              ~~~~~ On these roles.
    verbs: ["*"]
            ^^^ Role "operator" may write any right into "roles".
`,
    },
    {
      title: "Without it, one hands on only what one has",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [get, create, update]
`,
    },
  ],
});
