import { isNamed, named, policyRules, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "token-request",
  severity: "error",
  summary: "A role should name the ServiceAccounts whose tokens it may ask for.",
  presets: ["recommended"],
  replaces: ["wildcard-verb"],
  why: `To create \`serviceaccounts/token\` is to be any of the ServiceAccounts that it holds for.
In every namespace, one of them can do everything: the controllers of \`kube-system\` have accounts there, and so has whatever deploys your applications.
The token is valid for as long as one asks, far from the cluster, too.`,
  mend: `Name the accounts with \`resourceNames\`, which do hold for this \`create\`, since it carries the account's name.
A pod that wants a token of its own account needs no right for it: it mounts one, with the audience and the time that it needs, by a projected volume.`,
  leave:
    "Leave it for what logs in elsewhere with the accounts of pods that are not its own (Vault's agent injector, a CSI driver that asks by itself), and know that its token is worth all of them.",

  on: policyRules,
  *check(rule) {
    if (isNamed(rule)) return;
    const [token] = named(rule, { group: "", resources: ["serviceaccounts/token"], verbs: ["create"] });
    if (token === undefined) return;

    yield {
      at: token,
      severity: rule.isClusterWide ? "error" : "warning",
      message: `${titleOf(rule.role)} may get a token of any ServiceAccount${rule.isClusterWide ? "" : " of its namespace"}.`,
    };
  },

  examples: [
    {
      title: "A token of any account is the right of any account",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: vault-agent
rules:
  - apiGroups: [""]
    resources: [serviceaccounts, serviceaccounts/token]
                                 ^^^^^^^^^^^^^^^^^^^^^ ClusterRole "vault-agent" may get a token of any ServiceAccount.
    verbs: [get, create]
`,
    },
    {
      title: "In a namespace, it is that of its mightiest account",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ci
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [serviceaccounts/token]
                ^^^^^^^^^^^^^^^^^^^^^ Role "ci" may get a token of any ServiceAccount of its namespace.
    verbs: ["*"]
`,
    },
    {
      title: "This is one create for which names count",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cni
rules:
  - apiGroups: [""]
    resources: [serviceaccounts/token]
    resourceNames: [cni-plugin]
    verbs: [create]
`,
    },
  ],
});
