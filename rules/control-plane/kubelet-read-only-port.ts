import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "kubelet-read-only-port",
  severity: "warning",
  summary: "A kubelet should have no port that asks for nothing.",
  presets: ["recommended"],
  fixable: "review",
  why: `The read-only port asks for no credentials and shows all pods of the node: images, commands, and environment variables with their values.
From any pod, it is a map of the cluster, with some passwords on it.`,
  mend: `Set \`readOnlyPort: 0\`.
Old monitoring that reads from port 10255 must come to port 10250, with a token.`,
  leave: `Leave it where a firewall keeps everyone but your monitoring from the port, and that cannot be changed.
A kubelet with a configuration file has no such port by default, one without has.`,

  on: component("kubelet"),
  *check(kubelet) {
    const port = kubelet.setting("read-only-port");
    if (!(port.number > 0)) return;

    yield {
      at: port.at,
      message: `${kubelet.title} tells everyone what runs on its node, on port ${port.text}.`,
      fixes: [{ title: "Close the port", safety: "review", changes: () => port.put("0") }],
    };
  },

  examples: [
    {
      title: "Everyone may look",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 10255
              ^^^^^ The kubelet tells everyone what runs on its node, on port 10255.
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 0
`,
    },
    {
      title: "Without a file it is open by default",
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
            ^^^^^^^ The kubelet tells everyone what runs on its node, on port 10255.
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --kubeconfig=/etc/kubernetes/kubelet.conf
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
        - --read-only-port=0
`,
    },
    {
      title: "With a file it is closed",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authorization:
  mode: Webhook
---
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
        - --read-only-port=0
`,
    },
  ],
});
