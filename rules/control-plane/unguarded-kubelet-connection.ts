import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unguarded-kubelet-connection",
  severity: "warning",
  summary: "The API server and the kubelets should know each other by certificates.",
  presets: ["strict"],
  fixable: "choice",
  why: `Logs, \`exec\` and \`port-forward\` go from the API server to the kubelet of the pod's node.
If it does not verify the kubelet's certificate, whoever stands between them reads along and types along, into every shell that an administrator opens.
If it has no certificate of its own, kubelets must answer strangers for these to work at all.`,
  mend: `Give \`--kubelet-client-certificate\` and \`--kubelet-client-key\`, and \`--kubelet-certificate-authority\` with the CA that signs the kubelets' serving certificates.
kubelets sign their own by default: set \`serverTLSBootstrap: true\` for them and approve their requests first (see \`self-signed-server\`), or \`kubectl logs\` and \`exec\` fail with \`x509: certificate signed by unknown authority\`.`,
  leave: `Leave the CA out where the way to the kubelets is a tunnel of its own (Konnectivity, a VPN).
kubeadm names the certificate by itself, but no CA.`,

  on: component("kube-apiserver"),
  *check(server) {
    const certificate = server.setting("kubelet-client-certificate");
    if (certificate.text === "" || server.setting("kubelet-client-key").text === "") {
      yield {
        at: certificate.at,
        message: `${server.title} has no certificate to show to kubelets.`,
        fixes: [
          {
            title: "Name its certificate and key",
            safety: "choice",
            changes: () =>
              server.set({
                "kubelet-client-certificate": new Proposal("/etc/kubernetes/pki/apiserver-kubelet-client.crt"),
                "kubelet-client-key": new Proposal("/etc/kubernetes/pki/apiserver-kubelet-client.key"),
              }),
          },
        ],
      };
    }

    const authority = server.setting("kubelet-certificate-authority");
    if (authority.text !== "") return;
    yield {
      at: authority.at,
      message: `${server.title} does not verify the certificates of kubelets.`,
      fixes: [
        {
          title: "Name the CA of kubelets",
          safety: "choice",
          changes: () => authority.put(new Proposal("/etc/kubernetes/pki/ca.crt")),
        },
      ],
    };
  },

  examples: [
    {
      title: "Whoever stands in between may answer for a kubelet",
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
            ^^^^^^^^^^^^^^ The API server does not verify the certificates of kubelets.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
        - --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key
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
        - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
        - --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key
        - --kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt
`,
    },
    {
      title: "Without a certificate, it is a stranger itself",
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
            ^^^^^^^^^^^^^^ The API server has no certificate to show to kubelets.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt
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
        - --kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt
        - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
        - --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key
`,
    },
    {
      title: "No CA of kubelets is named by kubeadm",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
^^^^^^^^^ The API server does not verify the certificates of kubelets.
  timeoutForControlPlane: 4m0s
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  timeoutForControlPlane: 4m0s
  extraArgs:
    - name: kubelet-certificate-authority
      value: /etc/kubernetes/pki/ca.crt
`,
    },
    {
      title: "Both know each other",
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
        - --kubelet-client-certificate=/pki/client.crt
        - --kubelet-client-key=/pki/client.key
        - --kubelet-certificate-authority=/pki/ca.crt
`,
    },
  ],
});
