import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

const SIDES = [
  { prefix: "", whom: "clients", file: "server" },
  { prefix: "peer-", whom: "other members", file: "peer" },
] as const;

export default rule({
  id: "self-signed-etcd",
  severity: "warning",
  summary: "An etcd should have certificates that its clients and members can verify.",
  presets: ["recommended"],
  fixable: "choice",
  why: `With \`--auto-tls\` etcd makes a certificate for itself at each start.
Nobody can tell it from that of an attacker who stands in between and reads every Secret that passes; and members that trust each other's self-made certificates trust any.`,
  mend: `Name \`--cert-file\` and \`--key-file\` (\`--peer-cert-file\` and \`--peer-key-file\`) of a CA that only etcd uses, in place of the switch.
Change clients and members at the same time, member by member.`,
  leave: `Leave it for a test.`,

  on: component("etcd"),
  *check(etcd) {
    for (const { prefix, whom, file } of SIDES) {
      const automatic = etcd.setting(`${prefix}auto-tls`);
      // Where a certificate is named, etcd takes that.
      if (!automatic.isOn || etcd.setting(`${prefix}cert-file`).text !== "") continue;

      yield {
        at: automatic.at,
        message: `etcd signs its own certificates, which ${whom} cannot verify.`,
        fixes: [
          {
            title: "Name a certificate and its key",
            safety: "choice",
            changes: () => [
              ...automatic.remove(),
              ...etcd.set({
                [`${prefix}cert-file`]: new Proposal(`/etc/kubernetes/pki/etcd/${file}.crt`),
                [`${prefix}key-file`]: new Proposal(`/etc/kubernetes/pki/etcd/${file}.key`),
              }),
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "No client can tell the real etcd",
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
        - --auto-tls=true
          ^^^^^^^^^^^^^^^ etcd signs its own certificates, which clients cannot verify.
        - --listen-client-urls=https://0.0.0.0:2379
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
        - --listen-client-urls=https://0.0.0.0:2379
        - --cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --key-file=/etc/kubernetes/pki/etcd/server.key
`,
    },
    {
      title: "Members cannot, either",
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
        - --peer-auto-tls
          ^^^^^^^^^^^^^^^ etcd signs its own certificates, which other members cannot verify.
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
        - --peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt
        - --peer-key-file=/etc/kubernetes/pki/etcd/peer.key
`,
    },
    {
      title: "A certificate that is named comes first",
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
        - --auto-tls=true
        - --cert-file=/pki/server.crt
        - --key-file=/pki/server.key
        - --peer-auto-tls=false
`,
    },
  ],
});
