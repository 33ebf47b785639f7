import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "kubelet-always-allow",
  severity: "error",
  summary: "A kubelet should ask whether a request is allowed.",
  presets: ["recommended"],
  fixable: "review",
  why: `With AlwaysAllow, whoever has any certificate or token that the kubelet knows, and without authentication everyone, may run commands in every container of the node.
The audit log of the API server never hears of it.`,
  mend: `Set \`authorization.mode: Webhook\`: the kubelet then asks the API server whether the caller may \`get\` or \`create\` the resource \`nodes/proxy\`, and needs a kubeconfig for it.
Monitoring that reads \`/metrics\` or \`/stats\` needs a Role for \`nodes/metrics\` and \`nodes/stats\`, or gets 403.`,
  leave: `Leave it for a kubelet that runs static pods only, without an API server, behind a firewall.`,

  on: component("kubelet"),
  *check(kubelet) {
    const mode = kubelet.setting("authorization-mode");
    if (mode.text !== "AlwaysAllow") return;

    yield {
      at: mode.at,
      message: `${kubelet.title} allows every request, whoever sends it.`,
      fixes: [{ title: "Ask the API server", safety: "review", changes: () => mode.put("Webhook") }],
    };
  },

  examples: [
    {
      title: "Any token opens every container",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: false
authorization:
  mode: AlwaysAllow
        ^^^^^^^^^^^ The kubelet allows every request, whoever sends it.
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: false
authorization:
  mode: Webhook
`,
    },
    {
      title: "Without a file it is the default",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
            ^^^^^^^ The kubelet allows every request, whoever sends it.
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --kubeconfig=/etc/kubernetes/kubelet.conf
        - --anonymous-auth=false
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --kubeconfig=/etc/kubernetes/kubelet.conf
        - --anonymous-auth=false
        - --authorization-mode=Webhook
`,
    },
    {
      title: "A flag may come by kubeadm",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
nodeRegistration:
  kubeletExtraArgs:
    authorization-mode: AlwaysAllow
                        ^^^^^^^^^^^ The kubelet allows every request, whoever sends it.
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
nodeRegistration:
  kubeletExtraArgs:
    authorization-mode: Webhook
`,
    },
    {
      title: "With a file the default is to ask",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  webhook:
    enabled: true
`,
    },
  ],
});
