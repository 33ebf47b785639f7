import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "endless-streaming",
  severity: "info",
  summary: "A kubelet should close shells and tunnels that nobody uses.",
  presets: ["strict"],
  fixable: "review",
  why: `Each open \`exec\`, \`attach\` and \`port-forward\` holds a connection and memory on the node.
Some thousands of idle ones, left behind by accident or on purpose, and the kubelet serves nobody else; and a shell that an administrator forgot on a screen stays open.`,
  mend: `Remove the flag: four hours is the default, and five minutes is what the CIS benchmark gives as an example.
Long idle sessions are cut off then.`,
  leave: `Leave it where idle sessions must stay open.
In a KubeletConfiguration \`0s\` means the default of four hours, not never, and is not reported; other tools do report it.`,

  on: component("kubelet"),
  *check(kubelet) {
    const timeout = kubelet.setting("streaming-connection-idle-timeout");
    if (!/^0+(?:\.0*)?(?:ns|us|ms|s|m|h)?$/.test(timeout.text)) return;

    yield {
      at: timeout.at,
      message: `${kubelet.title} keeps idle shells and tunnels open for ever.`,
      fixes: [{ title: "Leave it at four hours", safety: "review", changes: () => timeout.remove() }],
    };
  },

  examples: [
    {
      title: "Idle shells stay open for ever",
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
        - --streaming-connection-idle-timeout=0
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet keeps idle shells and tunnels open for ever.
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
      title: "In the file, nought is the default",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
streamingConnectionIdleTimeout: 0s
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
        - --streaming-connection-idle-timeout=5m
        - --config=/var/lib/kubelet/config.yaml
`,
    },
  ],
});
