import { named, policyRules, quoted, type Right, titleOf, WRITE } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** What runs a pod as somebody else has written it. */
const WORKLOADS: readonly Right[] = [
  { group: "", resources: ["pods", "replicationcontrollers"], verbs: WRITE },
  { group: "apps", resources: ["daemonsets", "deployments", "replicasets", "statefulsets"], verbs: WRITE },
  { group: "batch", resources: ["cronjobs", "jobs"], verbs: WRITE },
];

export default rule({
  id: "cluster-wide-workloads",
  severity: "warning",
  summary: "A ClusterRole should not run pods in every namespace.",
  presets: ["strict"],
  replaces: ["wildcard-verb"],
  why: `Whoever may write a pod, or something that makes pods, chooses the account that it runs as and the Secrets that it mounts: he has every right of every ServiceAccount in reach.
In every namespace, that is those of \`kube-system\`, too; and where admission lets it pass, a pod that mounts the node's disk.
To change a Deployment's image is enough.`,
  mend: `Bind the role in the namespaces that it is for, by RoleBindings, or put the rule into Roles.
Hold the namespaces that it cannot be kept from to a Pod Security level, and keep mighty accounts out of them.`,
  leave:
    "Leave it for operators that run workloads wherever they are asked to, and for a ClusterRole that only RoleBindings use, which a manifest does not show.",

  on: policyRules,
  *check(rule) {
    if (!rule.isClusterWide) return;
    const workloads = WORKLOADS.flatMap((it) => named(rule, it));
    const [first] = workloads;
    if (first === undefined) return;

    yield {
      at: first,
      message: `${titleOf(rule.role)} may run pods in every namespace, by ${quoted(workloads.map((it) => it.shown))}.`,
    };
  },

  examples: [
    {
      title: "Who may change any Deployment may be any account",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: restarter
rules:
  - apiGroups: [apps]
    resources: [deployments, statefulsets]
                ^^^^^^^^^^^ ClusterRole "restarter" may run pods in every namespace, by "deployments" and "statefulsets".
    verbs: [get, list, patch]
`,
    },
    {
      title: "In a namespace, that is a deployer's work",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments, statefulsets]
    verbs: [get, list, patch]
`,
    },
    {
      title: "To scale and to delete runs nothing new",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: scaler
rules:
  - apiGroups: [apps]
    resources: [deployments/scale]
    verbs: [update, patch]
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, list, delete]
`,
    },
  ],
});
