import { opens, policyRules } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "dns-over-tcp-only",
  severity: "warning",
  summary: "A rule that opens port 53 should open it for UDP.",
  presets: ["recommended"],
  fixable: "review",
  why: `A port without \`protocol\` is a TCP port, and nearly every DNS query goes over UDP.
So \`- port: 53\` looks like DNS and is none: pods wait five seconds for each name, and then fail, as if the DNS server were down.`,
  mend: "Open port 53 for UDP as well; keep TCP, which answers that are too long for one packet need.",
  leave:
    "Leave it for a resolver that is told to speak TCP only (`options use-vc`), and for zone transfers between servers.",

  on: policyRules,
  *check(it) {
    const entry = it.ports.children.find((it) => it.at("port").number === 53);
    if (entry === undefined || (entry.at("protocol").value ?? "TCP") !== "TCP" || opens(it, "UDP", 53)) return;
    // Another rule of the policy may hold the other half.
    if (policyRules(it.policy).some((other) => other.direction === it.direction && opens(other, "UDP", 53))) return;

    yield {
      at: entry.at("port"),
      message: "Port 53 is open for TCP only, and DNS asks over UDP.",
      fixes: [
        {
          title: "Open port 53 for UDP, too",
          safety: "review",
          changes: () => [{ at: it.ports.at(it.ports.children.length), value: { protocol: "UDP", port: 53 } }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Port 53 without a protocol is TCP",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - ports:
        - port: 53
                ^^ Port 53 is open for TCP only, and DNS asks over UDP.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - ports:
        - port: 53
        - protocol: UDP
          port: 53
`,
    },
    {
      title: "Both halves of DNS, or the half that is needed most",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - ports:
        - port: 53
        - port: 53
          protocol: UDP
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns-only
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - ports:
        - protocol: UDP
          port: 53
    - ports:
        - protocol: TCP
          port: 53
`,
    },
  ],
});
