import { isNothing } from "../model/network-policies.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "deny-policy-without-rules",
  severity: "error",
  summary: "An AuthorizationPolicy that denies should have a rule.",
  presets: ["recommended"],
  fixable: "review",
  why: `A policy of Istio applies to requests that one of its rules matches, and one without rules matches none.
With \`ALLOW\` that closes a workload, as nothing is allowed; with \`DENY\` it refuses nothing, so that a policy called "deny-all" lets everyone in.`,
  mend: `Write a rule.
To refuse everything, write an empty one, \`- {}\`, as the fix does; or leave \`action\` out, so that nothing is allowed but what other policies allow.`,
  leave: "There is no reason to leave it: the policy does nothing.",

  on: kind("security.istio.io/AuthorizationPolicy"),
  *check(policy) {
    const action = policy.at("spec", "action");
    const rules = policy.at("spec", "rules");
    if (action.value !== "DENY" || !isNothing(rules)) return;

    yield {
      at: action,
      message: `AuthorizationPolicy "${policy.name}" denies nothing, as it has no rules.`,
      fixes: [{ title: "Deny everything", safety: "review", changes: () => [{ at: rules, value: [{}] }] }],
    };
  },

  examples: [
    {
      title: "A refusal without rules refuses nothing",
      bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  action: DENY
          ^^^^ AuthorizationPolicy "deny-all" denies nothing, as it has no rules.
`,
      fixed: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  action: DENY
  rules:
    - {}
`,
    },
    {
      title: "An empty rule matches everything, and an empty policy allows nothing",
      good: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: deny-all
spec:
  action: DENY
  rules:
    - {}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: allow-nothing
spec: {}
`,
    },
  ],
});
