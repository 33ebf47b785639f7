import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

/** Where kubeadm, and those who learned from it, keep the CA of the cluster. */
const CLUSTER_CA = "/etc/kubernetes/pki/ca.crt";

export default rule({
  id: "shared-etcd-ca",
  severity: "warning",
  summary: "An etcd should have a CA of its own.",
  presets: ["strict"],
  why: `What etcd lets in is whoever has a certificate of the CA that it trusts, and has no idea of Roles.
If that is the cluster's CA, every kubelet, every user with a certificate, and whoever may have one signed in the cluster reads and writes the whole of etcd, past the API server.`,
  mend: `Make a CA for etcd alone, sign the certificates of etcd, its members and the API server's client by it, and name it by \`--trusted-ca-file\`, \`--peer-trusted-ca-file\` and the API server's \`--etcd-cafile\`.
For the time of the change, a file may hold both CAs.
kubeadm has it in \`/etc/kubernetes/pki/etcd\`.`,
  leave: `Leave it where a firewall lets only the API server reach etcd, and you can live with that one wall.
That two files hold one CA under two names, nobody can see here.`,

  on: component("etcd", "kube-apiserver"),
  *check(component) {
    if (component.program === "etcd") {
      for (const flag of ["trusted-ca-file", "peer-trusted-ca-file"]) {
        const trusted = component.setting(flag);
        if (trusted.text !== CLUSTER_CA) continue;
        yield { at: trusted.at, message: "etcd trusts every certificate of the cluster." };
      }
      return;
    }

    const authority = component.setting("etcd-cafile");
    const clients = component.setting("client-ca-file");
    if (!authority.isWritten || authority.text === "" || authority.text !== clients.text) return;
    yield {
      at: authority.at,
      message: "etcd has the same CA as the clients of the API server.",
      see: clients.isWritten ? [{ at: clients.at, message: "The clients of the API server are known by it." }] : [],
    };
  },

  examples: [
    {
      title: "Whoever is known to the cluster is known to etcd",
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
        - --client-ca-file=/etc/kubernetes/ssl/ca.pem
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ The clients of the API server are known by it.
        - --etcd-cafile=/etc/kubernetes/ssl/ca.pem
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd has the same CA as the clients of the API server.
`,
    },
    {
      title: "This is where kubeadm keeps the CA of the cluster",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: etcd
      image: registry.k8s.io/etcd:3.6.5-0
      command:
        - etcd
        - --cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --key-file=/etc/kubernetes/pki/etcd/server.key
        - --trusted-ca-file=/etc/kubernetes/pki/ca.crt
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd trusts every certificate of the cluster.
`,
    },
    {
      title: "There is one for etcd alone",
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
        - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
`,
    },
  ],
});
