import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unguarded-etcd-connection",
  severity: "warning",
  summary: "The API server and etcd should know each other by certificates.",
  presets: ["strict"],
  fixable: "choice",
  why: `In etcd lies the whole cluster, and whoever may write to it is its administrator.
An API server without a certificate can only speak to an etcd that asks for none, and so answers everyone who reaches its port.`,
  mend: `Name \`--etcd-certfile\` and \`--etcd-keyfile\`, signed by a CA that only etcd's clients have, and \`--etcd-cafile\`.
Files that are not there, or not mounted into the pod, keep the API server from starting.`,
  leave: `Leave it where etcd is reached by a socket, or stands for something else (kine).
kubeadm names all three by itself; where the address is plain HTTP, \`plain-etcd-connection\` speaks.`,

  on: component("kube-apiserver"),
  *check(server) {
    const servers = server.setting("etcd-servers").names;
    if (servers.length > 0 && !servers.some((it) => it.startsWith("https://"))) return;

    const certificate = server.setting("etcd-certfile");
    if (certificate.text === "" || server.setting("etcd-keyfile").text === "") {
      yield {
        at: certificate.at,
        message: `${server.title} has no certificate to show to etcd.`,
        fixes: [
          {
            title: "Name its certificate and key",
            safety: "choice",
            changes: () =>
              server.set({
                "etcd-certfile": new Proposal("/etc/kubernetes/pki/apiserver-etcd-client.crt"),
                "etcd-keyfile": new Proposal("/etc/kubernetes/pki/apiserver-etcd-client.key"),
              }),
          },
        ],
      };
    }

    const authority = server.setting("etcd-cafile");
    if (authority.text !== "") return;
    yield {
      at: authority.at,
      message: `${server.title} trusts every public CA to vouch for etcd.`,
      fixes: [
        {
          title: "Name the CA of etcd",
          safety: "choice",
          changes: () => authority.put(new Proposal("/etc/kubernetes/pki/etcd/ca.crt")),
        },
      ],
    };
  },

  examples: [
    {
      title: "An etcd that takes this client takes anyone",
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
            ^^^^^^^^^^^^^^ The API server has no certificate to show to etcd.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --etcd-servers=https://10.0.0.4:2379
        - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
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
        - --etcd-servers=https://10.0.0.4:2379
        - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
        - --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
        - --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key
`,
    },
    {
      title: "Without a CA of its own, any will do",
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
            ^^^^^^^^^^^^^^ The API server trusts every public CA to vouch for etcd.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --etcd-servers=https://10.0.0.4:2379
        - --etcd-certfile=/pki/etcd.crt
        - --etcd-keyfile=/pki/etcd.key
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
        - --etcd-servers=https://10.0.0.4:2379
        - --etcd-certfile=/pki/etcd.crt
        - --etcd-keyfile=/pki/etcd.key
        - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
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
        - --etcd-servers=https://10.0.0.4:2379
        - --etcd-cafile=/pki/etcd-ca.crt
        - --etcd-certfile=/pki/etcd.crt
        - --etcd-keyfile=/pki/etcd.key
`,
    },
    {
      title: "They are named by kubeadm, and a socket needs none",
      good: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
etcd:
  local:
    dataDir: /var/lib/etcd
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
        - --etcd-servers=unix:///run/kine/kine.sock
`,
    },
  ],
});
