import { isNamed, named, type PolicyRule, policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** ConfigMaps of kube-system by which one gets the cluster, and how. */
const MIGHTY: ReadonlyMap<string, string> = new Map([
  ["aws-auth", "say which AWS identity is a cluster admin"],
  ["coredns", "lead every name in the cluster elsewhere"],
  ["extension-apiserver-authentication", "say whose certificates extension API servers trust"],
]);

export default rule({
  id: "system-configmap-writes",
  severity: "error",
  summary: "A role should not write the ConfigMaps that run the cluster.",
  presets: ["recommended"],
  replaces: ["wildcard-verb"],
  why: `On EKS, the ConfigMap \`aws-auth\` in \`kube-system\` says which IAM role is which Kubernetes group: who may write it adds himself to \`system:masters\`.
Others there say where names lead and whom to trust, and add-ons take their settings from the rest.`,
  mend: `Take \`update\` and \`patch\` away, or name the ConfigMap that the workload keeps its own state in.
On EKS, move to access entries, which are no ConfigMap, and remove \`aws-auth\`.
A lock for leader election is better kept in a Lease.`,
  leave:
    "Leave it for the tool that manages logins or DNS by this ConfigMap. A ClusterRole that writes ConfigMaps everywhere holds these, too, but so many operators have one that nothing is said of it.",

  on: policyRules,
  *check(rule) {
    const changes = ["update", "patch"];
    const [configMaps] = named(rule, { group: "", resources: ["configmaps"], verbs: changes });
    const names = texts(rule, "resourceNames");
    const name = names.find((it) => MIGHTY.has(it));
    if (configMaps === undefined || isElsewhere(rule)) return;

    if (name !== undefined) {
      yield {
        at: rule.at("resourceNames", names.indexOf(name)),
        message: `${titleOf(rule.role)} may ${MIGHTY.get(name)}.`,
      };
    } else if (!isNamed(rule) && rule.role.namespace === "kube-system") {
      yield {
        at: configMaps,
        severity: "warning",
        message: `${titleOf(rule.role)} may write every ConfigMap of kube-system.`,
      };
    }
  },

  examples: [
    {
      title: "This ConfigMap says who is an admin",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: node-joiner
  namespace: kube-system
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [aws-auth]
                    ^^^^^^^^ Role "node-joiner" may say which AWS identity is a cluster admin.
    verbs: [get, patch]
`,
    },
    {
      title: "Without a name, it is all of them",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: leader-election
  namespace: kube-system
rules:
  - apiGroups: [""]
    resources: [configmaps]
                ^^^^^^^^^^ Role "leader-election" may write every ConfigMap of kube-system.
    verbs: [get, create, update]
`,
    },
    {
      title: "One's own ConfigMap, and those of other namespaces, run nothing",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: leader-election
      namespace: kube-system
    rules:
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [cluster-autoscaler-status]
        verbs: [get, update]
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [aws-auth]
        verbs: [get]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: leader-election
      namespace: shop
    rules:
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [get, create, update]
`,
    },
  ],
});

/** Whether a rule is known to hold in another namespace only: what is not said may be given when it is applied. */
const isElsewhere = ({ isClusterWide, role }: PolicyRule): boolean =>
  !isClusterWide && role.namespace !== undefined && role.namespace !== "kube-system";
