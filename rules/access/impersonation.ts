import { isNamed, named, policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "impersonation",
  severity: "error",
  summary: "A role should say whom it allows to impersonate.",
  presets: ["recommended"],
  replaces: ["wildcard-verb"],
  why: `Who may \`impersonate\` sends a header and is somebody else: with \`groups\`, a member of \`system:masters\`, whom nothing is refused and whom no binding made; with \`users\` or \`serviceaccounts\`, whoever has the most.
\`verbs: ["*"]\` on \`serviceaccounts\` holds it, too.
No escalation check stands in between.`,
  mend: `Name them with \`resourceNames\`, and name no group that can do more than the account itself.
From Kubernetes 1.36 on, the verbs \`impersonate:user-info\`, \`impersonate:serviceaccount\` and \`impersonate-on:user-info:get\` allow much less.
A proxy that passes on who its users are is refused for those who are not named.`,
  leave:
    "Leave it for authenticating proxies in front of the API server, and for GitOps controllers that act as the tenants' accounts: whoever has their token has the cluster.",

  on: policyRules,
  *check(rule) {
    const [whom] = ["users", "groups", "serviceaccounts"].flatMap((it) =>
      named(rule, { group: "", resources: [it], verbs: ["impersonate"] }),
    );
    if (whom === undefined || (!rule.isClusterWide && whom.string !== "serviceaccounts")) return;
    const isMaster = texts(rule, "resourceNames").includes("system:masters");
    if (isNamed(rule) && !isMaster) return;

    yield {
      at: whom,
      severity: rule.isClusterWide ? "error" : "warning",
      message: `${titleOf(rule.role)} may act as ${isMaster ? "a member of system:masters" : `any of the ${WHOM[whom.string ?? ""]}${rule.isClusterWide ? "" : " of its namespace"}`}.`,
    };
  },

  examples: [
    {
      title: "Who may be anybody is whoever has the most",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: proxy
rules:
  - apiGroups: [""]
    resources: [users, groups]
                ^^^^^ ClusterRole "proxy" may act as any of the cluster's users.
    verbs: [impersonate]
`,
    },
    {
      title: "One group is enough, if it is the mightiest",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: break-glass
rules:
  - apiGroups: [""]
    resources: [groups]
                ^^^^^^ ClusterRole "break-glass" may act as a member of system:masters.
    resourceNames: ["system:masters"]
    verbs: [impersonate]
  - apiGroups: [""]
    resources: [users]
    resourceNames: [break-glass]
    verbs: [impersonate]
`,
    },
    {
      title: "Every verb is also this one, in a Role for the accounts of the namespace",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [serviceaccounts]
                ^^^^^^^^^^^^^^^ Role "deployer" may act as any of the ServiceAccounts of its namespace.
    verbs: [impersonate]
`,
    },
    {
      title: "Somebody who is named is one person",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: support
rules:
  - apiGroups: [""]
    resources: [users]
    resourceNames: [readonly@example.com]
    verbs: [impersonate]
`,
    },
    {
      title: "Users and groups stand in no namespace, and accounts may be managed",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: operator
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [users]
    verbs: [impersonate]
  - apiGroups: [""]
    resources: [serviceaccounts]
    verbs: [get, create]
`,
    },
  ],
});

const WHOM: Readonly<Record<string, string>> = {
  users: "cluster's users",
  groups: "cluster's groups",
  serviceaccounts: "ServiceAccounts",
};
