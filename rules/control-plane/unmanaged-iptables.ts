import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unmanaged-iptables",
  severity: "info",
  summary: "A kubelet should keep its rules of iptables.",
  presets: ["strict"],
  fixable: "review",
  why: `The kubelet's chain KUBE-FIREWALL drops packets from the network to addresses of 127.0.0.0/8, which kube-proxy can otherwise open to it: whoever is next to the node then reaches services that listen on the node itself only (CVE-2020-8558).
Other programs look for its chain KUBE-IPTABLES-HINT to choose between the two kinds of iptables, and write to the one that nobody reads.`,
  mend: `Remove the setting: it is on by default.
A firewall of your own that clears all rules must leave those whose names begin with \`KUBE-\`.`,
  leave: `Leave it on nodes without iptables.`,

  on: component("kubelet"),
  *check(kubelet) {
    const chains = kubelet.setting("make-iptables-util-chains");
    if (chains.text !== "false") return;

    yield {
      at: chains.at,
      message: `${kubelet.title} does not keep its rules of iptables.`,
      fixes: [{ title: "Let it keep them", safety: "review", changes: () => chains.remove() }],
    };
  },

  examples: [
    {
      title: "Packets to 127.0.0.1 may come from outside",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
makeIPTablesUtilChains: false
                        ^^^^^ The kubelet does not keep its rules of iptables.
readOnlyPort: 0
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 0
`,
    },
    {
      title: "The flag says the same",
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
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --make-iptables-util-chains=false
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet does not keep its rules of iptables.
        - --config=/var/lib/kubelet/config.yaml
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
        - --config=/var/lib/kubelet/config.yaml
`,
    },
    {
      title: "It is on by default",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 0
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
        - --make-iptables-util-chains
`,
    },
  ],
});
