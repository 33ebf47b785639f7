import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

const OLD: ReadonlyMap<string, string> = new Map([
  ["VersionTLS10", "TLS 1.0"],
  ["VersionTLS11", "TLS 1.1"],
]);

export default rule({
  id: "deprecated-tls-version",
  severity: "warning",
  summary: "A server of the control plane should speak TLS 1.2 or newer.",
  presets: ["recommended"],
  fixable: "review",
  why: `TLS 1.0 and 1.1 count on SHA-1 and on ciphers with known attacks (BEAST, Lucky Thirteen), and were given up by all browsers in 2020 and by RFC 8996.
An attacker in between makes both sides fall back to the oldest version that they share.`,
  mend: `Set \`VersionTLS12\`, which is also the default, or \`VersionTLS13\`.
Every client of Kubernetes of the last ten years speaks TLS 1.2.`,
  leave: `Leave it for a client that you cannot replace, behind a network that you trust.
Other tools want the version to be written even where the default is meant.`,

  on: component("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet"),
  *check(server) {
    const version = server.setting("tls-min-version");
    const old = OLD.get(version.text);
    if (old === undefined) return;

    yield {
      at: version.at,
      message: `${server.title} still speaks ${old}.`,
      fixes: [{ title: "Speak TLS 1.2 or newer", safety: "review", changes: () => version.put("VersionTLS12") }],
    };
  },

  examples: [
    {
      title: "TLS 1.0 was given up in 2020",
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
        - --tls-min-version=VersionTLS10
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server still speaks TLS 1.0.
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
        - --tls-min-version=VersionTLS12
`,
    },
    {
      title: "The kubelet's file has it, too",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
tlsMinVersion: VersionTLS11
               ^^^^^^^^^^^^ The kubelet still speaks TLS 1.1.
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
tlsMinVersion: VersionTLS12
`,
    },
    {
      title: "TLS 1.2 is the default",
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
        - --authorization-mode=Node,RBAC
---
apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.36.0
      command:
        - kube-scheduler
        - --tls-min-version=VersionTLS13
`,
    },
  ],
});
