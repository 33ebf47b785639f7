import {
  isNothing,
  networkPolicies,
  onlyWay,
  opens,
  type PolicyRule,
  policyRules,
  rulesFor,
} from "../model/network-policies.ts";
import { rule } from "../rule.ts";

/** Where the pods of a DNS server listen: CoreDNS, and that of OpenShift, to which Services translate. */
const DNS_PORTS = [53, 5353];

/** What the DNS of nearly every cluster is called, as kubeadm, k3s and the clouds install it. */
const DNS_PEER = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

export default rule({
  id: "egress-without-dns",
  severity: "info",
  summary: "A NetworkPolicy that lets pods call others should let them ask for names.",
  presets: ["strict"],
  fixable: "review",
  why: `A policy that restricts egress refuses DNS, too, unless a rule allows it.
The rules are right, and yet nothing works: every call by a name waits for the resolver, and times out before it has begun.
It is the commonest fault of egress policies, and what people do about it in haste is to open everything.`,
  mend: `Allow port 53 over UDP and TCP to the cluster's DNS.
The fix names the pods that most clusters have (\`k8s-app: kube-dns\` in \`kube-system\`); OpenShift has \`dns-default\` in \`openshift-dns\`, on port 5353, and NodeLocal DNSCache an address of the node.`,
  leave: `Leave it where another policy allows DNS for the whole namespace, and for pods that call addresses only.
Nothing is said of a policy that refuses all egress, nor of one that names nothing but addresses.`,

  on: networkPolicies,
  *check(policy) {
    const rules = policyRules(policy).filter((it) => it.direction === "Egress");
    if (rules.length === 0 || rules.some((it) => mayAskForNames(it, policy.namespace === "kube-system"))) return;
    if (rules.every((it) => !isNothing(it.peers) && it.peers.children.every((it) => onlyWay(it) === "ipBlock"))) return;

    const egress = rulesFor(policy, "Egress");
    yield {
      at: egress.named,
      message: `NetworkPolicy "${policy.name}" lets its pods ask for no names.`,
      fixes: [
        {
          title: "Allow DNS",
          safety: "review",
          changes: () => [
            {
              at: egress.at(egress.children.length),
              value: {
                to: [DNS_PEER],
                ports: [
                  { protocol: "UDP", port: 53 },
                  { protocol: "TCP", port: 53 },
                ],
              },
            },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "A pod that may call the database cannot find it",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Egress
  egress:
  ^^^^^^ NetworkPolicy "web" lets its pods ask for no names.
    - to:
        - podSelector:
            matchLabels:
              app: db
      ports:
        - port: 5432
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Egress
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: db
      ports:
        - port: 5432
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`,
    },
    {
      title: "A rule for DNS, or one without ports to other namespaces, will do",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector: {}
    - ports:
        - port: 53
          protocol: UDP
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector: {}
`,
    },
    {
      title: "Whoever may call nobody, or addresses only, needs no names",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: locked
spec:
  podSelector: {}
  policyTypes: [Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: proxy
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock: { cidr: 203.0.113.0/24 }
      ports:
        - port: 443
`,
    },
    {
      title: "Half of DNS is another mistake",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - ports:
        - port: 53
`,
    },
  ],
});

/** Whether a rule lets a query through to where DNS servers are; half of DNS is reported by `dns-over-tcp-only`. Throws `unknowable`. */
function mayAskForNames(it: PolicyRule, isHome: boolean): boolean {
  if (!DNS_PORTS.some((port) => opens(it, "UDP", port) || opens(it, "TCP", port))) return false;
  return isHome || isNothing(it.peers) || it.peers.children.some((peer) => onlyWay(peer) !== "podSelector");
}
