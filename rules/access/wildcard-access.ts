import { policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "wildcard-access",
  severity: "error",
  summary: "A role should not allow everything.",
  presets: ["recommended"],
  replaces: ["wildcard-resource", "wildcard-verb", "wildcard-api-group"],
  why: `Every verb on every resource of every API group is what \`cluster-admin\` has, under a name that no audit looks for.
Whoever gets hold of one token of one account that is bound to it reads all Secrets, runs pods on any node, and binds what he likes to whom he likes.
It holds, too, for whatever is installed next week.`,
  mend: `List what the process does: the audit log knows (\`kubectl auth can-i --list --as=…\` tells only what it may do), and so do the 403s of a test with a role that is too small.
What it needs and the list lacks is then refused, so try it where that does no harm.`,
  leave: `Leave it for the few that must manage everything that others define: Argo CD's controller, Flux, a backup of the whole cluster.
Guard their namespaces as you guard the control plane.
In a Role it ends with the namespace, and is a warning.`,

  on: policyRules,
  *check(rule) {
    if (["apiGroups", "resources", "verbs"].some((list) => !texts(rule, list).includes("*"))) return;

    yield {
      at: rule.at("verbs", texts(rule, "verbs").indexOf("*")),
      severity: rule.isClusterWide ? "error" : "warning",
      message: `${titleOf(rule.role)} allows everything${rule.isClusterWide ? "" : " in its namespace"}.`,
    };
  },

  examples: [
    {
      title: "Another cluster-admin, by another name",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["*"]
            ^^^ ClusterRole "deployer" allows everything.
  - nonResourceURLs: ["*"]
    verbs: ["*"]
`,
    },
    {
      title: "In a Role it is everything in one namespace",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["*"]
            ^^^ Role "deployer" allows everything in its namespace.
`,
    },
    {
      title: "An operator asks for as much in its ClusterServiceVersion",
      bad: `
apiVersion: operators.coreos.com/v1alpha1
kind: ClusterServiceVersion
metadata:
  name: shop.v3.1.0
spec:
  install:
    strategy: deployment
    spec:
      clusterPermissions:
        - serviceAccountName: shop-operator
          rules:
            - apiGroups: ["*"]
              resources: ["*"]
              verbs: ["*"]
                      ^^^ ClusterServiceVersion "shop.v3.1.0" allows everything.
`,
    },
    {
      title: "What is listed ends somewhere",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: [apps]
    resources: [deployments, statefulsets]
    verbs: [get, list, watch, patch]
`,
    },
    {
      title: "The API server makes cluster-admin itself",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cluster-admin
  labels:
    kubernetes.io/bootstrapping: rbac-defaults
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["*"]
`,
    },
  ],
});
