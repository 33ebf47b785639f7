import { type Change, Proposal } from "../model/change.ts";
import { type Component, component } from "../model/control-plane.ts";
import { isOpenAddress } from "../model/endpoints.ts";
import { rule } from "../rule.ts";

const SIDES = [
  { prefix: "", urls: "listen-client-urls", whom: "its clients", file: "server" },
  { prefix: "peer-", urls: "listen-peer-urls", whom: "the other members", file: "peer" },
] as const;

/** A certificate to show, and a CA to ask others for theirs: one without the other keeps nobody out. */
function certify(etcd: Component, prefix: string, file: string): readonly Change[] {
  const authority = etcd.setting(`${prefix}trusted-ca-file`);
  return [
    ...etcd.set({
      [`${prefix}cert-file`]: new Proposal(`/etc/kubernetes/pki/etcd/${file}.crt`),
      [`${prefix}key-file`]: new Proposal(`/etc/kubernetes/pki/etcd/${file}.key`),
      [`${prefix}client-cert-auth`]: "true",
    }),
    ...(authority.text === "" ? authority.put(new Proposal("/etc/kubernetes/pki/etcd/ca.crt")) : []),
  ];
}

const encrypted = (url: string): string => (isOpenAddress(url) ? url.replace(/^http:/i, "https:") : url);

export default rule({
  id: "etcd-without-tls",
  severity: "error",
  summary: "An etcd should speak TLS to its clients and members.",
  presets: ["recommended"],
  fixable: "review",
  why: `An etcd without TLS also asks nobody who they are.
Whoever reaches port 2379 reads every Secret and writes themselves a ClusterRoleBinding, and the API server never hears of it; whoever reaches port 2380 joins as a member and is given everything.`,
  mend: `Name \`--cert-file\` and \`--key-file\` for clients, \`--peer-cert-file\` and \`--peer-key-file\` for the other members, and write \`https://\` in the addresses that it listens on and tells.
With \`--trusted-ca-file\` and \`--peer-trusted-ca-file\`, let only those in who have a certificate themselves.
Clients must say \`https://\`, too, and know the CA: change the API server's \`--etcd-servers\` at the same time, and expect it to be away for a moment.`,
  leave: `Leave it for an etcd that holds nothing of worth, as in a test.
An etcd that listens on its own machine only is told of with less weight, for every process of the node can still read it.`,

  on: component("etcd"),
  *check(etcd) {
    for (const { prefix, urls, whom, file } of SIDES) {
      const certificate = etcd.setting(`${prefix}cert-file`);
      const hasBoth = certificate.text !== "" && etcd.setting(`${prefix}key-file`).text !== "";
      const listening = etcd.setting(urls);
      const plain = listening.items.find(({ text }) => isOpenAddress(text));
      if (plain === undefined && (hasBoth || prefix !== "" || etcd.setting("auto-tls").isOn)) continue;

      yield {
        at: plain?.at ?? certificate.at,
        ...(plain === undefined && { severity: "warning" }),
        message: `etcd speaks to ${whom} in plain text.`,
        fixes: [
          {
            title: hasBoth ? "Listen by https" : "Name certificates and their CA",
            safety: hasBoth ? "review" : "choice",
            changes: () => [
              ...(hasBoth ? [] : certify(etcd, prefix, file)),
              ...(plain === undefined ? [] : listening.put(listening.names.map(encrypted).join(","))),
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "The network reads along",
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
        - --data-dir=/var/lib/etcd
        - --listen-client-urls=http://0.0.0.0:2379
                               ^^^^^^^^^^^^^^^^^^^ etcd speaks to its clients in plain text.
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
        - --data-dir=/var/lib/etcd
        - --listen-client-urls=https://0.0.0.0:2379
        - --cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --key-file=/etc/kubernetes/pki/etcd/server.key
        - --client-cert-auth=true
        - --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
`,
    },
    {
      title: "Members speak to each other, too",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: etcd
spec:
  serviceName: etcd
  replicas: 3
  selector:
    matchLabels: { app: etcd }
  template:
    metadata:
      labels: { app: etcd }
    spec:
      containers:
        - name: etcd
          image: registry.k8s.io/etcd:3.6.5-0
          command: ["/usr/local/bin/etcd"]
          args: ["--cert-file=/pki/tls.crt", "--key-file=/pki/tls.key"]
          env:
            - name: ETCD_LISTEN_PEER_URLS
              value: http://0.0.0.0:2380
                     ^^^^^^^^^^^^^^^^^^^ etcd speaks to the other members in plain text.
`,
      fixed: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: etcd
spec:
  serviceName: etcd
  replicas: 3
  selector:
    matchLabels: { app: etcd }
  template:
    metadata:
      labels: { app: etcd }
    spec:
      containers:
        - name: etcd
          image: registry.k8s.io/etcd:3.6.5-0
          command: ["/usr/local/bin/etcd"]
          args: ["--cert-file=/pki/tls.crt", "--key-file=/pki/tls.key", "--peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt", "--peer-key-file=/etc/kubernetes/pki/etcd/peer.key", "--peer-client-cert-auth=true", "--peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt"]
          env:
            - name: ETCD_LISTEN_PEER_URLS
              value: https://0.0.0.0:2380
`,
    },
    {
      title: "On its own machine it is open to every process there",
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
            ^^^^ etcd speaks to its clients in plain text.
      image: registry.k8s.io/etcd:3.6.5-0
      command:
        - etcd
        - --data-dir=/var/lib/etcd
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
        - --data-dir=/var/lib/etcd
        - --cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --key-file=/etc/kubernetes/pki/etcd/server.key
        - --client-cert-auth=true
        - --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
`,
    },
    {
      title: "A certificate is of no use to an address without it",
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
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --trusted-ca-file=/pki/ca.crt
        - --listen-client-urls=https://10.0.0.4:2379,http://10.0.0.4:2378
                                                     ^^^^^^^^^^^^^^^^^^^^ etcd speaks to its clients in plain text.
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
        - --trusted-ca-file=/pki/ca.crt
        - --listen-client-urls=https://10.0.0.4:2379,https://10.0.0.4:2378
`,
    },
    {
      title: "Both sides have certificates, which kubeadm names by itself",
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
        - --listen-client-urls=https://0.0.0.0:2379
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --peer-cert-file=/pki/peer.crt
        - --peer-key-file=/pki/peer.key
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
etcd:
  local:
    extraArgs:
      - name: listen-metrics-urls
        value: http://0.0.0.0:2381
`,
    },
    {
      title: "A file that is named decides alone",
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
        - --config-file=/etc/etcd/etcd.yaml
`,
    },
  ],
});
