import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "shared-token-key",
  severity: "info",
  summary: "Tokens of service accounts should have a key of their own.",
  presets: ["strict"],
  fixable: "choice",
  why: `Without \`--service-account-key-file\` the API server checks tokens by the private key of its certificate, \`--tls-private-key-file\`.
If that is also what signs them, the key cannot be changed without making every token in the cluster void; if it is not, every token is refused.
And whoever takes the key of the certificate can sign a token for any service account.`,
  mend: `Make a pair of keys for tokens alone, sign with one (\`--service-account-signing-key-file\`) and give the other as \`--service-account-key-file\`.
Tokens that the old key has signed are refused: give the flag twice, with the old key and the new, until they have been renewed.`,
  leave: `Leave it in an API server that has no service accounts.
kubeadm makes the pair by itself, and a signer outside (\`--service-account-signing-endpoint\`) brings its own.`,

  on: component("kube-apiserver"),
  *check(server) {
    const key = server.setting("service-account-key-file");
    if (key.text !== "" || server.setting("service-account-signing-endpoint").text !== "") return;

    yield {
      at: key.at,
      message: `${server.title} checks tokens of service accounts by the key of its own certificate.`,
      fixes: [
        {
          title: "Name the key of service accounts",
          safety: "choice",
          changes: () => key.put(new Proposal("/etc/kubernetes/pki/sa.pub")),
        },
      ],
    };
  },

  examples: [
    {
      title: "One key does for two purposes",
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
            ^^^^^^^^^^^^^^ The API server checks tokens of service accounts by the key of its own certificate.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
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
        - --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
        - --service-account-key-file=/etc/kubernetes/pki/sa.pub
`,
    },
    {
      title: "Tokens have keys of their own",
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
        - --service-account-key-file=/etc/kubernetes/pki/sa.pub
        - --service-account-signing-key-file=/etc/kubernetes/pki/sa.key
`,
    },
    {
      title: "A signer outside knows the keys",
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
        - --service-account-signing-endpoint=/run/signer.sock
`,
    },
  ],
});
