import { isNothing, isWritten, networkPolicies, rulesFor } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "implied-ingress-isolation",
  severity: "warning",
  summary: "A NetworkPolicy for egress should say whether it is meant for ingress, too.",
  presets: ["recommended"],
  fixable: "review",
  why: `Where \`policyTypes\` is absent, a policy always restricts ingress, and egress only if it has a rule for it.
A policy with nothing but \`egress\` therefore refuses every connection to its pods that no other policy allows: the workload drops out of its Services the moment the policy is applied, and its author looks for the fault in the egress rules.`,
  mend: `Write \`policyTypes: [Egress]\`, if only egress is meant.
Write \`policyTypes: [Ingress, Egress]\`, if nothing but what other policies allow shall come in: that changes nothing, but now it is said.`,
  leave: "There is no reason to leave it: either line makes the policy mean what it says.",

  on: networkPolicies,
  *check(policy) {
    const types = policy.at("spec", "policyTypes");
    const egress = rulesFor(policy, "Egress");
    if (!isNothing(types) || isWritten(rulesFor(policy, "Ingress")) || isNothing(egress)) return;

    yield {
      at: egress.named,
      message: `NetworkPolicy "${policy.name}" speaks of egress alone, and refuses all ingress as well.`,
      fixes: [
        { title: "Restrict egress only", safety: "review", changes: () => [{ at: types, value: ["Egress"] }] },
        {
          title: "Say that ingress is refused, too",
          safety: "review",
          changes: () => [{ at: types, value: ["Ingress", "Egress"] }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A policy that speaks of egress alone closes its pods to everyone",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  egress:
  ^^^^^^ NetworkPolicy "web" speaks of egress alone, and refuses all ingress as well.
    - to:
        - podSelector:
            matchLabels:
              app: db
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
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: db
  policyTypes:
    - Egress
`,
      alsoFixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: db
  policyTypes:
    - Ingress
    - Egress
`,
    },
    {
      title: "Who says both, or names the types, knows",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress: []
  egress:
    - ports:
        - port: 443
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - ports:
        - port: 443
`,
    },
  ],
});
