import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "overridden-hostname",
  severity: "info",
  summary: "A kubelet should go by the name of its machine.",
  why: `A node's certificate, its Node object and the name that its machine has in logs should be one and the same.
With another name, TLS between the API server and the kubelet may fail and be switched off for that reason, and whoever looks into a break-in cannot tell which machine it was.`,
  mend: `Remove \`--hostname-override\`, and let the machine have the name that its certificate bears.
The node joins under another name then: drain the old one and delete it.`,
  leave: `Leave it where a cloud provider or an installer needs the name, as many do: this is in no preset.`,

  on: component("kubelet"),
  *check(kubelet) {
    const name = kubelet.setting("hostname-override");
    if (!name.isWritten || name.text === "") return;

    yield { at: name.at, message: `${kubelet.title} goes by the name "${name.text}", whatever its machine is called.` };
  },

  examples: [
    {
      title: "The machine may have another name",
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
        - --hostname-override=node-7
          ^^^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet goes by the name "node-7", whatever its machine is called.
        - --config=/var/lib/kubelet/config.yaml
`,
    },
    {
      title: "A kube-proxy must know the name that the kubelet has",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-proxy
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-proxy
      image: registry.k8s.io/kube-proxy:v1.36.0
      command:
        - kube-proxy
        - --hostname-override=node-7
`,
    },
  ],
});
