import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ignored-client-certificates",
  severity: "info",
  summary: "A server of the control plane should know the CA of its clients.",
  presets: ["strict"],
  fixable: "choice",
  why: `Without a CA, a certificate is no proof of anything.
An API server then cannot know kubelets and controllers by theirs, and a kubelet not the API server; what is left are tokens, which leak more easily, or requests without any proof.`,
  mend: `Name the CA that signs the certificates of clients by \`--client-ca-file\`.
Everyone with a certificate of that CA is let in by its name and groups from then on: use a CA that signs nothing else.`,
  leave: `Leave it where all clients show tokens, of OIDC or service accounts.
A KubeletConfiguration without \`clientCAFile\` is not reported, for kubeadm adds it.`,

  on: component("kube-apiserver", "kubelet"),
  *check(server) {
    const authority = server.setting("client-ca-file");
    if (authority.text !== "") return;

    yield {
      at: authority.at,
      message: `${server.title} takes no client certificates.`,
      fixes: [
        {
          title: "Name the CA of clients",
          safety: "choice",
          changes: () => authority.put(new Proposal("/etc/kubernetes/pki/ca.crt")),
        },
      ],
    };
  },

  examples: [
    {
      title: "Kubelets have nothing to show but tokens",
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
            ^^^^^^^^^^^^^^ The API server takes no client certificates.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-bootstrap-token-auth=true
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
        - --enable-bootstrap-token-auth=true
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
`,
    },
    {
      title: "A kubelet without a file of its own lacks it, too",
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
            ^^^^^^^ The kubelet takes no client certificates.
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
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
`,
    },
    {
      title: "The CA is named, or may be in a file",
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
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
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
        - --config=/var/lib/kubelet/config.yaml
`,
    },
  ],
});
