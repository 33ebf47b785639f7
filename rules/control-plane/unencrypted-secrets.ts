import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unencrypted-secrets",
  severity: "warning",
  summary: "Secrets should be encrypted before they are stored.",
  presets: ["strict"],
  why: `Secrets lie in etcd in plain text (base64 is no encryption).
A stolen disk, a snapshot in a bucket, or a backup that someone copied to a laptop holds every password and every token of the cluster.`,
  mend: `Write an EncryptionConfiguration with a KMS provider, or \`secretbox\` or \`aescbc\` with a key, give its path by \`--encryption-provider-config\`, and mount the file into the pod.
Then write all Secrets again, for only what is written from then on is encrypted: \`kubectl get secrets -A -o json | kubectl replace -f -\`.
Who loses the key has lost the Secrets: back it up apart from etcd.`,
  leave: `Leave it where etcd stores on disks that are encrypted with a key of yours, its snapshots too, and that is enough for you; managed control planes do it for you, some only when asked.`,

  on: component("kube-apiserver"),
  *check(server) {
    const file = server.setting("encryption-provider-config");
    if (file.text !== "") return;

    yield { at: file.at, message: `${server.title} stores Secrets in etcd as they are.` };
  },

  examples: [
    {
      title: "Whoever has a backup has all passwords",
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
            ^^^^^^^^^^^^^^ The API server stores Secrets in etcd as they are.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --etcd-servers=https://127.0.0.1:2379
`,
    },
    {
      title: "By itself kubeadm does not ask for it",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
  ^^^^^^^^^ The API server stores Secrets in etcd as they are.
    - name: profiling
      value: "false"
`,
    },
    {
      title: "A file says how",
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
        - --encryption-provider-config=/etc/kubernetes/encryption.yaml
`,
    },
  ],
});
