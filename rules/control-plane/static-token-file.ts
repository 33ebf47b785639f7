import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "static-token-file",
  severity: "warning",
  summary: "Nobody should log in with a token of a file.",
  presets: ["recommended"],
  fixable: "review",
  why: `The tokens stand in the file in plain text, are good for ever, and none can be withdrawn without a restart of the API server.
Whoever reads the file, or a backup of the node, is each of its users from then on.`,
  mend: `Remove \`--token-auth-file\`, and the volume that brings the file, once its users log in otherwise: OIDC for people, service accounts for programs, certificates for nodes.
Those who still hold a token of the file are refused with 401.`,
  leave: `Leave it in a cluster that lives for one test.`,

  on: component("kube-apiserver"),
  *check(server) {
    const file = server.setting("token-auth-file");
    if (file.text === "") return;

    yield {
      at: file.at,
      message: `${server.title} takes the tokens of a file, which never expire.`,
      fixes: [{ title: "Remove the token file", safety: "review", changes: () => file.remove() }],
    };
  },

  examples: [
    {
      title: "A token in a file is good for whoever has read it",
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
        - --token-auth-file=/etc/kubernetes/tokens.csv
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server takes the tokens of a file, which never expire.
        - --authorization-mode=Node,RBAC
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
`,
    },
    {
      title: "It may come by kubeadm",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: token-auth-file
      value: /etc/kubernetes/pki/tokens.csv
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server takes the tokens of a file, which never expire.
    - name: v
      value: "2"
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: v
      value: "2"
`,
    },
    {
      title: "Tokens of an issuer expire",
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
        - --oidc-issuer-url=https://login.example.com
        - --authorization-mode=Node,RBAC
`,
    },
  ],
});
