import { selectors } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

const PARTS: ReadonlySet<unknown> = new Set(["matchLabels", "matchExpressions"]);

export default rule({
  id: "bare-selector-labels",
  severity: "error",
  summary: "The labels of a NetworkPolicy's selector should stand below `matchLabels`.",
  presets: ["recommended"],
  fixable: "review",
  why: `Right below \`podSelector\` or \`namespaceSelector\` a label is an unknown field.
\`kubectl\` asks the API server to refuse it, but many other clients do not, and then it is dropped: what is left is an empty selector, which selects every pod or every namespace.`,
  mend: `Put the labels below \`matchLabels\`.
Only a Service and a ReplicationController have their labels right below \`selector\`.`,
  leave: "There is no reason to leave it: the label does nothing.",

  on: selectors,
  *check(selector) {
    const bare = selector.children.filter((it) => !PARTS.has(it.step) && it.string !== undefined);
    for (const label of bare) {
      yield {
        at: label.named,
        message: `The label "${label.step}" selects nothing here, as it is not below "matchLabels".`,
        fixes: [
          {
            title: "Put the label below matchLabels",
            safety: "review",
            changes: () => [
              { at: selector.at("matchLabels", label.step ?? ""), value: label.string ?? "" },
              { at: label, remove: true },
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "Right below the selector a label is dropped",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    app: db
    ^^^ The label "app" selects nothing here, as it is not below "matchLabels".
  ingress:
    - from:
        - podSelector: { app: web, tier: front }
                         ^^^ The label "app" selects nothing here, as it is not below "matchLabels".
                                   ^^^^ The label "tier" selects nothing here, as it is not below "matchLabels".
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
    - from:
        - podSelector: { matchLabels: { app: web, tier: front } }
`,
    },
    {
      title: "Below matchLabels it counts",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
    - from:
        - podSelector:
            matchLabels: { app: web }
            matchExpressions: [{ key: tier, operator: Exists }]
`,
    },
  ],
});
