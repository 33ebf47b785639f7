import { admissionOf, admits, component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unrestricted-nodes",
  severity: "warning",
  summary: "A kubelet should be able to change only its own node and pods.",
  presets: ["strict"],
  fixable: "review",
  why: `Whoever takes one node has its kubelet's certificate.
Without the plugin NodeRestriction that certificate may label and taint other nodes, so that pods with valuable Secrets are scheduled to the stolen one, and may change or delete the pods of every node.`,
  mend: `Add \`NodeRestriction\` to \`--enable-admission-plugins\`.
A kubelet that sets labels below \`node-restriction.kubernetes.io/\` or other reserved names on its own node (\`--node-labels\`) is refused from then on: let an administrator or a controller set them.`,
  leave: `Leave it in a control plane that has no nodes.
kubeadm enables the plugin by itself, unless its configuration names others in its place.`,

  on: component("kube-apiserver"),
  *check(server) {
    if (admits(server, "NodeRestriction")) return;

    const plugins = admissionOf(server);
    yield {
      at: plugins.at,
      message: `${server.title} lets each kubelet change the other nodes and their pods.`,
      fixes: [{ title: "Enable NodeRestriction", safety: "review", changes: () => plugins.with("NodeRestriction") }],
    };
  },

  examples: [
    {
      title: "Without the plugin, one stolen node reaches for the others",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=AlwaysPullImages
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server lets each kubelet change the other nodes and their pods.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=AlwaysPullImages,NodeRestriction
`,
    },
    {
      title: "A list of others takes the place of what kubeadm asks for",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  extraArgs:
    enable-admission-plugins: DenyServiceExternalIPs
                              ^^^^^^^^^^^^^^^^^^^^^^ The API server lets each kubelet change the other nodes and their pods.
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  extraArgs:
    enable-admission-plugins: DenyServiceExternalIPs,NodeRestriction
`,
    },
    {
      title: "Where no plugin is named, one is",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
            ^^^^^^^^^^^^^^ The API server lets each kubelet change the other nodes and their pods.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=NodeRestriction
`,
    },
    {
      title: "It is enabled by kubeadm",
      good: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controllerManager:
  extraArgs:
    - name: v
      value: "2"
`,
    },
    {
      title: "The old flag names all plugins that run",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --admission-control=NamespaceLifecycle,ServiceAccount,NodeRestriction
`,
    },
  ],
});
