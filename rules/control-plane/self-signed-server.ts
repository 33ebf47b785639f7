import { Proposal } from "../model/change.ts";
import { type Component, component } from "../model/control-plane.ts";
import { type Fix, rule } from "../rule.ts";

const isGivenOtherwise = (server: Component): boolean =>
  server.program === "kubelet"
    ? server.setting("rotate-server-certificates").isOn
    : server.setting("tls-sni-cert-key").text !== "";

const requested = (kubelet: Component): Fix => ({
  title: "Ask the cluster for a certificate",
  safety: "review",
  changes: () => kubelet.setting("rotate-server-certificates").put("true"),
});

const named = (server: Component): Fix => ({
  title: "Name a certificate and its key",
  safety: "choice",
  changes: () =>
    server.set({
      "tls-cert-file": new Proposal("/etc/kubernetes/pki/apiserver.crt"),
      "tls-private-key-file": new Proposal("/etc/kubernetes/pki/apiserver.key"),
    }),
});

export default rule({
  id: "self-signed-server",
  severity: "warning",
  summary: "A server of the control plane should have a certificate that its clients can verify.",
  presets: ["strict"],
  fixable: "review",
  why: `A server without a certificate makes one for itself when it starts.
Its clients cannot tell it from that of an attacker who stands in between, and so either fail or, as is usual with kubelets, look away: then shells, logs and tokens pass through whoever wants them.`,
  mend: `Give the API server \`--tls-cert-file\` and \`--tls-private-key-file\`, signed by the CA that stands in every kubeconfig.
Let a kubelet ask the cluster for its certificate: \`serverTLSBootstrap: true\`, or \`--rotate-server-certificates\`.
Someone must approve these requests (\`kubectl certificate approve\`, or a controller for it): until then \`kubectl logs\` and \`exec\` fail on the node.`,
  leave: `Leave it where the API server gets its certificates by name (\`--tls-sni-cert-key\`), which is not reported, and for kubelets that are reached through a tunnel of their own.`,

  on: component("kube-apiserver", "kubelet"),
  *check(server) {
    const certificate = server.setting("tls-cert-file");
    if (certificate.text !== "" && server.setting("tls-private-key-file").text !== "") return;
    if (isGivenOtherwise(server)) return;

    yield {
      at: certificate.at,
      message: `${server.title} signs its own certificate, which nobody can verify.`,
      fixes: [server.program === "kubelet" ? requested(server) : named(server)],
    };
  },

  examples: [
    {
      title: "Nobody can verify what the API server made for itself",
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
            ^^^^^^^^^^^^^^ The API server signs its own certificate, which nobody can verify.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
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
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
        - --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
        - --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
`,
    },
    {
      title: "A kubelet can ask the cluster for a certificate",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
      ^^^^^^^^^^^^^^^^^^^^ The kubelet signs its own certificate, which nobody can verify.
rotateCertificates: true
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
rotateCertificates: true
serverTLSBootstrap: true
`,
    },
    {
      title: "The certificate is named, or asked for",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
---
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
        - --tls-cert-file=/pki/server.crt
        - --tls-private-key-file=/pki/server.key
`,
    },
    {
      title: "The kubelet's file may say it",
      good: `
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
  ],
});
