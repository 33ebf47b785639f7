import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unprotected-kernel-defaults",
  severity: "info",
  summary: "A kubelet should not change the kernel's settings by itself.",
  presets: ["strict"],
  fixable: "review",
  why: `The kubelet needs some settings (\`vm.overcommit_memory\`, \`kernel.panic\`, \`kernel.panic_on_oops\` and others) to have certain values, and sets them if they have not.
A node that was hardened by hand is then no longer what its owner checked, and nobody is told.`,
  mend: `Set \`protectKernelDefaults: true\`.
The kubelet then does not start where a setting differs: write the ones that it names to \`/etc/sysctl.d\` first.`,
  leave: `Leave it on nodes whose settings nobody else manages: the values that the kubelet writes are good ones.`,

  on: component("kubelet"),
  *check(kubelet) {
    const protection = kubelet.setting("protect-kernel-defaults");
    if (protection.isOn) return;

    yield {
      at: protection.at,
      message: `${kubelet.title} overwrites kernel settings of its node.`,
      fixes: [{ title: "Protect the kernel's settings", safety: "review", changes: () => protection.put("true") }],
    };
  },

  examples: [
    {
      title: "What was hardened by hand is overwritten",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
protectKernelDefaults: false
                       ^^^^^ The kubelet overwrites kernel settings of its node.
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
protectKernelDefaults: true
`,
    },
    {
      title: "It is so by default",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
      ^^^^^^^^^^^^^^^^^^^^ The kubelet overwrites kernel settings of its node.
rotateCertificates: true
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
rotateCertificates: true
protectKernelDefaults: true
`,
    },
    {
      title: "The kubelet would rather not start",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
protectKernelDefaults: true
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
        - --protect-kernel-defaults
`,
    },
  ],
});
