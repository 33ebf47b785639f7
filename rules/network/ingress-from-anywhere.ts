import { isNothing, isWritten, policyRules } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ingress-from-anywhere",
  severity: "warning",
  summary: "A NetworkPolicy should not let everyone in on every port.",
  presets: ["recommended"],
  why: `Policies only ever add: one rule that lets everyone in undoes what all other policies on the same pods refuse.
Whoever has taken over any pod of the cluster then reaches every port of these pods, debug and admin ports included, and so does everyone outside who can route to them.`,
  mend: `Say who may come, with \`from\`, and to which ports, with \`ports\`.
If everyone shall come, as to an ingress controller, name the ports at least; connections to other ports are then refused.`,
  leave: `Leave it where a policy is there to lift a refusal for the whole namespace for a while.
A rule without \`from\` that names ports is not reported here, but by \`port-open-to-everyone\`; a rule of which \`from\` is written and empty is reported by \`empty-policy-list\`.`,

  on: policyRules,
  *check(it) {
    if (it.direction !== "Ingress" || !isNothing(it.ports) || isWritten(it.ports)) return;

    const message = `NetworkPolicy "${it.policy.name}" lets everyone in, on every port.`;
    if (isNothing(it.peers)) {
      if (!isWritten(it.peers)) yield { at: it.place, message };
      return;
    }
    for (const peer of it.peers.children) {
      const cidr = peer.at("ipBlock", "cidr");
      if (cidr.string?.endsWith("/0") && isNothing(peer.at("ipBlock", "except"))) yield { at: cidr, message };
    }
  },

  examples: [
    {
      title: "An empty rule lets everyone in",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  ingress:
    - {}
      ^^ NetworkPolicy "web" lets everyone in, on every port.
`,
    },
    {
      title: "Every address is everyone",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 0.0.0.0/0
                  ^^^^^^^^^ NetworkPolicy "web" lets everyone in, on every port.
`,
    },
    {
      title: "A dash with nothing behind it is an empty rule",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
  ^^^^^^^ NetworkPolicy "web" lets everyone in, on every port.
    -
`,
    },
    {
      title: "Named ports, and rules that do not count, open little",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: gateway
spec:
  podSelector:
    matchLabels:
      app: gateway
  ingress:
    - ports:
        - port: 443
    - from:
        - namespaceSelector: {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  ingress:
    - {}
`,
    },
    {
      title: "No rule lets nobody in",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: locked
spec:
  podSelector: {}
  policyTypes: [Ingress]
`,
    },
  ],
});
