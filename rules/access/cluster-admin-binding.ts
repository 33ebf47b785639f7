import { clusterRoleOf, isClusterWide, type Subject, subjectsOf } from "../model/bindings.ts";
import { bindings, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** What the mightiest of Kubernetes' own roles give in every namespace. Source: `kubectl describe clusterrole`. */
const MIGHTY: ReadonlyMap<string, string> = new Map([
  ["cluster-admin", "everything"],
  ["admin", "every Secret, and every pod, of every namespace"],
  ["edit", "every Secret, and every pod, of every namespace"],
  ["system:aggregate-to-admin", "every role and binding of every namespace"],
  ["system:aggregate-to-edit", "every Secret, and every pod, of every namespace"],
  ["system:controller:clusterrole-aggregation-controller", "every ClusterRole"],
  ["system:kube-controller-manager", "every Secret, and tokens of every ServiceAccount"],
  ["system:kubelet-api-admin", "a shell in every container"],
  ["system:node", "what any node may see"],
]);

/** How the API server logs in to kubelets, which `system:kubelet-api-admin` is for. Source: kubeadm (`kube-apiserver-kubelet-client`), kops (`kubelet-api`), OpenShift, "Kubernetes the Hard Way" (`kubernetes`). */
const API_SERVER = /^(?:(?:system:)?kube-apiserver(?:-kubelet-client)?|kubelet-api|kubernetes)$/;

export default rule({
  id: "cluster-admin-binding",
  severity: "error",
  summary: "A workload should not be cluster-admin.",
  presets: ["recommended"],
  why: `Whoever takes over a pod whose ServiceAccount is bound to \`cluster-admin\` has the cluster: all Secrets, all nodes, and every right to stay.
\`edit\` and \`admin\` in every namespace are no less: they run pods in \`kube-system\`, and take the tokens of the accounts there.`,
  mend: `Bind a role that holds what the workload does, in the namespaces where it does it.
The audit log tells what that is; what is missing shows as \`forbidden\` in its own log.`,
  leave: `Leave it for the few that must manage everything (Argo CD, Flux, an installer that is removed afterwards), and guard their namespaces as the control plane.
People and groups are a warning only, as a cluster needs an admin; and \`cluster-admin\` by a RoleBinding is one, as it ends with the namespace.
The API server itself may have \`system:kubelet-api-admin\`, by which it reaches the kubelets.`,

  on: bindings,
  *check(binding) {
    const gain = MIGHTY.get(clusterRoleOf(binding) ?? "");
    const isWide = isClusterWide(binding);
    const at = binding.at("roleRef", "name");
    if (gain === undefined || (!isWide && at.string !== "cluster-admin")) return;

    if (at.string === "system:kubelet-api-admin" && subjectsOf(binding).every(isApiServer)) return;

    const isWorkload = subjectsOf(binding).some((it) => it.at("kind").string === "ServiceAccount");
    yield {
      at,
      severity: isWide && isWorkload ? "error" : "warning",
      message: `${titleOf(binding)} gives ${gain}${isWide ? "" : " in its namespace"}.`,
    };
  },

  examples: [
    {
      title: "A pod that may do everything",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: dashboard
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
        ^^^^^^^^^^^^^ ClusterRoleBinding "dashboard" gives everything.
subjects:
  - kind: ServiceAccount
    name: dashboard
    namespace: monitoring
`,
    },
    {
      title: "To edit every namespace is to edit kube-system",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: deployer
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
        ^^^^ ClusterRoleBinding "deployer" gives every Secret, and every pod, of every namespace.
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: ci
`,
    },
    {
      title: "In one namespace, and for people, it is less",
      bad: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: deployer
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: cluster-admin
            ^^^^^^^^^^^^^ RoleBinding "deployer" gives everything in its namespace.
    subjects:
      - kind: ServiceAccount
        name: deployer
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: platform
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: cluster-admin
            ^^^^^^^^^^^^^ ClusterRoleBinding "platform" gives everything.
    subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: platform-team
`,
    },
    {
      title: "To edit one namespace is what the role is for",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: deployer
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
subjects:
  - kind: ServiceAccount
    name: deployer
`,
    },
    {
      title: "The API server speaks to kubelets",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: kube-apiserver
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:kubelet-api-admin
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: kube-apiserver-kubelet-client
`,
    },
  ],
});

const isApiServer = (subject: Subject): boolean =>
  subject.at("kind").string === "User" && API_SERVER.test(subject.at("name").string ?? "");
