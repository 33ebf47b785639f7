import { isNothing, isWritten, policyRules } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "egress-to-anywhere",
  severity: "warning",
  summary: "A NetworkPolicy should not let its pods go everywhere.",
  presets: ["strict"],
  why: `Policies only ever add: one rule that lets everything out undoes what all other policies on the same pods refuse.
Whoever has taken over such a pod carries data to any address, fetches tools, speaks to a server that commands it, and reaches every other pod and the cloud's metadata service.`,
  mend: `Name in \`to\` and \`ports\` what the pods need, DNS included (UDP and TCP port 53).
Whatever was forgotten shows as a timeout: read the connections from the flow log of your network plugin first.`,
  leave: `Leave it for workloads that must reach any address: proxies, crawlers, CI runners.
Of rules with ports nothing is said.`,

  on: policyRules,
  *check(it) {
    if (it.direction !== "Egress" || !isNothing(it.ports) || isWritten(it.ports)) return;

    const message = `NetworkPolicy "${it.policy.name}" lets its pods go everywhere.`;
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
      title: "An empty rule lets everything out",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - {}
      ^^ NetworkPolicy "web" lets its pods go everywhere.
`,
    },
    {
      title: "Every address is everywhere",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
                  ^^^^^^^^^ NetworkPolicy "web" lets its pods go everywhere.
        - ipBlock:
            cidr: 2000::/3
`,
    },
    {
      title: "Some ports, or all addresses but some, are not everywhere",
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
        - port: 443
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [10.0.0.0/8, 169.254.0.0/16]
    - to:
        - namespaceSelector: {}
`,
    },
  ],
});
