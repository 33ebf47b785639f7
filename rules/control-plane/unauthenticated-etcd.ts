import { Proposal } from "../model/change.ts";
import { type Component, component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

const SIDES = [
  { prefix: "", whom: "clients" },
  { prefix: "peer-", whom: "other members" },
] as const;

const hasTls = (etcd: Component, prefix: string): boolean =>
  etcd.setting(`${prefix}cert-file`).text !== "" || etcd.setting(`${prefix}auto-tls`).isOn;

export default rule({
  id: "unauthenticated-etcd",
  severity: "error",
  summary: "An etcd should ask its clients and members for certificates.",
  presets: ["recommended"],
  fixable: "choice",
  why: `TLS alone keeps others from reading along, but not from asking.
Whoever reaches port 2379 of such an etcd reads every Secret of the cluster and writes themselves a ClusterRoleBinding; whoever reaches port 2380 joins as a member.`,
  mend: `Set \`--client-cert-auth=true\` with \`--trusted-ca-file\`, and \`--peer-client-cert-auth=true\` with \`--peer-trusted-ca-file\`.
Use a CA that signs certificates for etcd's clients and nothing else.
Clients without one are cut off: give the API server \`--etcd-certfile\` and \`--etcd-keyfile\` first.`,
  leave: `Leave it where etcd's own users and passwords guard it, or a firewall lets only the API server through.
An etcd with a trusted CA asks for certificates even where \`--client-cert-auth\` is absent or false, and is not reported: other tools look at the one flag only.`,

  on: component("etcd"),
  *check(etcd) {
    for (const { prefix, whom } of SIDES) {
      const asks = etcd.setting(`${prefix}client-cert-auth`);
      const authority = etcd.setting(`${prefix}trusted-ca-file`);
      if (asks.isOn || authority.text !== "") continue;
      // Without TLS nobody has a certificate to show, and that is said elsewhere.
      if (!asks.isWritten && !hasTls(etcd, prefix)) continue;

      yield {
        at: asks.at,
        message: `etcd lets ${whom} in without a certificate.`,
        fixes: [
          {
            title: "Ask for certificates of a CA",
            safety: "choice",
            changes: () =>
              etcd.set({
                [asks.flag]: "true",
                [authority.flag]: new Proposal("/etc/kubernetes/pki/etcd/ca.crt"),
              }),
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "Whoever reaches the port is let in",
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
            ^^^^ etcd lets clients in without a certificate.
      image: registry.k8s.io/etcd:3.6.5-0
      command:
        - etcd
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --peer-cert-file=/pki/peer.crt
        - --peer-key-file=/pki/peer.key
        - --peer-trusted-ca-file=/pki/ca.crt
`,
      fixed: `
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
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --peer-cert-file=/pki/peer.crt
        - --peer-key-file=/pki/peer.key
        - --peer-trusted-ca-file=/pki/ca.crt
        - --client-cert-auth=true
        - --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
`,
    },
    {
      title: "Members are let in, too",
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
        - --client-cert-auth
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --trusted-ca-file=/pki/ca.crt
        - --peer-client-cert-auth=false
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd lets other members in without a certificate.
`,
      fixed: `
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
        - --client-cert-auth
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --trusted-ca-file=/pki/ca.crt
        - --peer-client-cert-auth=true
        - --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
`,
    },
    {
      title: "A trusted CA is enough",
      good: `
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
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --trusted-ca-file=/pki/ca.crt
        - --peer-auto-tls=false
`,
    },
  ],
});
