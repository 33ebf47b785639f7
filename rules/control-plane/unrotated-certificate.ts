import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

const GATE = "RotateKubeletServerCertificate";

export default rule({
  id: "unrotated-certificate",
  severity: "warning",
  summary: "A kubelet should renew its certificates by itself.",
  presets: ["strict"],
  fixable: "review",
  why: `A certificate that is not renewed expires, after a year as a rule, and the node is gone from the cluster overnight.
So that this never happens, such certificates are made to last for ten years; and one that is stolen is good for as long.`,
  mend: `Set \`rotateCertificates: true\`, and leave the feature gate RotateKubeletServerCertificate on, as it is by default.
The controller manager must be able to sign: it approves client certificates by itself, serving certificates need someone who does.`,
  leave: `Leave it where something else on the node renews the files, as a cloud's agent may.`,

  on: component("kube-controller-manager", "kubelet"),
  *check(component) {
    const rotation = component.setting("rotate-certificates");
    if (component.program === "kubelet" && rotation.isWritten && rotation.text === "false") {
      yield {
        at: rotation.at,
        message: `${component.title} does not renew its client certificate.`,
        fixes: [{ title: "Renew it", safety: "review", changes: () => rotation.put("true") }],
      };
    }

    const gates = component.setting("feature-gates");
    const off = gates.isWritten ? gates.items.find(({ text }) => text === `${GATE}=false`) : undefined;
    if (off === undefined) return;
    yield {
      at: off.at,
      message: `${component.title} switches the renewal of kubelets' serving certificates off.`,
      fixes: [{ title: `Leave ${GATE} on`, safety: "review", changes: () => gates.without(off.text) }],
    };
  },

  examples: [
    {
      title: "A certificate that is not renewed expires",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
rotateCertificates: false
                    ^^^^^ The kubelet does not renew its client certificate.
featureGates:
  RotateKubeletServerCertificate: false
                                  ^^^^^ The kubelet switches the renewal of kubelets' serving certificates off.
  NodeSwap: true
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
rotateCertificates: true
featureGates:
  NodeSwap: true
`,
    },
    {
      title: "The gate has the same name everywhere",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --feature-gates=RotateKubeletServerCertificate=false,NodeSwap=true
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The controller manager switches the renewal of kubelets' serving certificates off.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --feature-gates=NodeSwap=true
`,
    },
    {
      title: "A flag may come by kubeadm",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
nodeRegistration:
  kubeletExtraArgs:
    - name: rotate-certificates
      value: "false"
             ^^^^^^^ The kubelet does not renew its client certificate.
    - name: node-ip
      value: 10.0.0.4
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
nodeRegistration:
  kubeletExtraArgs:
    - name: rotate-certificates
      value: "true"
    - name: node-ip
      value: 10.0.0.4
`,
    },
    {
      title: "The gate is on by default, and what is not said may be said elsewhere",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
---
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --feature-gates=NodeSwap=false
`,
    },
  ],
});
