import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "incomplete-authorization",
  severity: "warning",
  summary: "The API server should authorize by Node and RBAC.",
  presets: ["strict"],
  fixable: "review",
  why: `Node lets a kubelet read only what the pods on its own node need.
Without it, kubelets need a Role that grants them the Secrets of all namespaces, and whoever takes one node has them all.
Without RBAC, who may do what stands in a file (ABAC) that needs a restart to change and that nobody can ask \`kubectl auth can-i\`, or in a service elsewhere.`,
  mend: `Put \`Node\` first and \`RBAC\` behind it.
A webhook may stay in the list: it is asked where both have no opinion.
Then take the group \`system:nodes\` out of the bindings that it no longer needs.`,
  leave: `Leave it where a webhook decides everything on purpose, and in control planes without nodes.
Where the mode is AlwaysAllow, \`always-allow-authorization\` speaks instead.`,

  on: component("kube-apiserver"),
  *check(server) {
    const mode = server.setting("authorization-mode");
    const { names } = mode;
    const lacking = ["Node", "RBAC"].filter((it) => !names.includes(it));
    if (lacking.length === 0 || names.includes("AlwaysAllow")) return;

    const others = names.filter((it) => it !== "Node" && it !== "RBAC");
    yield {
      at: mode.at,
      message: `${server.title} does not authorize by ${lacking.join(" and ")}.`,
      fixes: [
        {
          title: "Authorize by Node and RBAC",
          safety: "review",
          changes: () => mode.put(["Node", "RBAC", ...others].join(",")),
        },
      ],
    };
  },

  examples: [
    {
      title: "Without Node, a kubelet must be granted more than its own pods need",
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
        - --authorization-mode=RBAC
          ^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not authorize by Node.
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
`,
    },
    {
      title: "Without RBAC, a file decides",
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
        - --authorization-mode=Node,ABAC
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not authorize by RBAC.
        - --authorization-policy-file=/etc/kubernetes/abac.jsonl
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
        - --authorization-mode=Node,RBAC,ABAC
        - --authorization-policy-file=/etc/kubernetes/abac.jsonl
`,
    },
    {
      title: "It is the same in a file of authorizers",
      bad: `
apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
^^^^^^^^^^^ The API server does not authorize by RBAC.
  - type: Node
    name: node
`,
      fixed: `
apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Node
    name: node
  - type: RBAC
    name: rbac
`,
    },
    {
      title: "A webhook may follow",
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
        - --authorization-mode=Node,RBAC,Webhook
        - --authorization-webhook-config-file=/etc/kubernetes/webhook.yaml
`,
    },
    {
      title: "Each time the flag is given adds a mode",
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
        - --authorization-mode=Node
        - --authorization-mode=RBAC
`,
    },
  ],
});
