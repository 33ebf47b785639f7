import type { Writable } from "../model/change.ts";
import { isWritten, policyRules } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "peers-of-other-direction",
  severity: "error",
  summary: "An ingress rule should say `from`, and an egress rule `to`.",
  presets: ["recommended"],
  fixable: "review",
  why: `An ingress rule has no \`to\`, and an egress rule no \`from\`.
\`kubectl\` asks the API server to refuse the unknown field, but many other clients do not, and then it is dropped: what is left of the rule names no peers and allows everyone.`,
  mend: "Write `from` in ingress rules, and `to` in egress rules; or move the rule to the other list, if that direction was meant.",
  leave: "There is no reason to leave it: the field does nothing.",
  replaces: ["ingress-from-anywhere", "egress-to-anywhere", "port-open-to-everyone"],

  on: policyRules,
  *check({ direction, place, peers }) {
    const isIngress = direction === "Ingress";
    const other = place.at(isIngress ? "to" : "from");
    if (!isWritten(other)) return;

    yield {
      at: other.named,
      message: peers.exists
        ? `An ${direction.toLowerCase()} rule has no "${other.step}".`
        : `An ${direction.toLowerCase()} rule has no "${other.step}", and without "${peers.step}" it allows everyone.`,
      fixes:
        peers.exists || !other.exists
          ? []
          : [
              {
                title: `Write ${peers.step} in its place`,
                safety: "review",
                changes: () => [
                  { at: peers, value: other.value as Writable },
                  { at: other, remove: true },
                ],
              },
            ],
    };
  },

  examples: [
    {
      title: "An ingress rule with a to allows everyone",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
    - to:
      ^^ An ingress rule has no "to", and without "from" it allows everyone.
        - podSelector:
            matchLabels:
              app: web
      ports:
        - port: 5432
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
    - ports:
        - port: 5432
      from:
        - podSelector:
            matchLabels:
              app: web
`,
    },
    {
      title: "Each direction has its word",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
  egress:
    - to:
        - podSelector: {}
`,
    },
  ],
});
