import { isNamed, named, policyRules, READ, titleOf, verbAmong, WRITE } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "cluster-wide-secrets",
  severity: "warning",
  summary: "A ClusterRole should not hold for every Secret of the cluster.",
  presets: ["recommended"],
  replaces: ["wildcard-verb"],
  why: `Secrets hold what opens everything else: database passwords, TLS keys, registry and cloud credentials, and tokens of ServiceAccounts.
Whoever takes over a pod whose account may read them all has the cluster, and often the cloud account around it.
\`list\` and \`watch\` give the contents as \`get\` does.
Who may only write them puts his own password in place of yours, or asks for a token of any ServiceAccount by a Secret of its type.`,
  mend: `Bind the role in the namespaces that it is for (a RoleBinding may refer to a ClusterRole), or put the rule into a Role of its own, or name the Secrets with \`resourceNames\`.
A controller that watches Secrets in all namespaces then fails to start its watch: most have an option that confines them to some.`,
  leave: `Leave it for what exists to handle Secrets everywhere (External Secrets, cert-manager, Sealed Secrets, a backup), and for a ClusterRole that only RoleBindings use, which a manifest does not show.`,

  on: policyRules,
  *check(rule) {
    if (!rule.isClusterWide || isNamed(rule)) return;
    const [secrets] = named(rule, { group: "", resources: ["secrets"], verbs: [...READ, ...WRITE] });
    if (secrets === undefined) return;

    const doing = verbAmong(rule, READ) === undefined ? "write" : "read";
    yield { at: secrets, message: `${titleOf(rule.role)} may ${doing} every Secret of the cluster.` };
  },

  examples: [
    {
      title: "To list Secrets is to read them",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: dashboard
rules:
  - apiGroups: [""]
    resources: [configmaps, secrets, services]
                            ^^^^^^^ ClusterRole "dashboard" may read every Secret of the cluster.
    verbs: [list]
`,
    },
    {
      title: "Who may write them need not read them",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: certificates
rules:
  - apiGroups: [""]
    resources: [secrets]
                ^^^^^^^ ClusterRole "certificates" may write every Secret of the cluster.
    verbs: [create, patch]
`,
    },
    {
      title: "Secrets that are named are few",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: certificates
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [webhook-tls]
    verbs: [get, watch, update]
`,
    },
    {
      title: "Secrets of another group, and the right to delete, tell nobody anything",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: janitor
rules:
  - apiGroups: [vault.example.com]
    resources: [secrets]
    verbs: [get, list]
  - apiGroups: [""]
    resources: [secrets]
    verbs: [delete]
`,
    },
  ],
});
