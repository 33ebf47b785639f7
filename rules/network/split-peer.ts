import type { Writable } from "../model/change.ts";
import { onlyWay, policyRules, selectsAll } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "split-peer",
  severity: "info",
  summary: "A namespace and the pods in it should stand behind one dash.",
  presets: ["strict"],
  fixable: "review",
  why: `Behind one dash \`namespaceSelector\` and \`podSelector\` mean these pods in those namespaces.
Behind two dashes they mean all pods in those namespaces, and these pods in the policy's own: one character more opens the door to a whole namespace, and the labels that a reader takes for a condition narrow nothing.`,
  mend: `Take the second dash away if both conditions are meant together: the fix does.
Other pods of those namespaces are refused then, and so are pods of the policy's own namespace.`,
  leave: `Leave it where both are meant: a whole namespace, and some pods at home.
To swap the two peers says so and ends the finding, which looks only at a namespace that is followed by pods.`,

  on: policyRules,
  *check({ peers }) {
    const all = peers.children;
    for (const [index, first] of all.entries()) {
      const second = all[index + 1];
      if (second === undefined) return;
      if (onlyWay(first) !== "namespaceSelector" || onlyWay(second) !== "podSelector") continue;
      const [namespaces, pods] = [first.at("namespaceSelector"), second.at("podSelector")];
      // Where either is everything, there is nothing to join, or `void-peer` speaks.
      if (selectsAll(namespaces) || selectsAll(pods)) continue;

      yield {
        at: pods.named,
        message: "These pods are those of the policy's own namespace, whatever the peer before says.",
        see: [{ at: namespaces, message: "All pods of these namespaces are meant." }],
        fixes: [
          {
            title: "Join both into one peer",
            safety: "review",
            changes: () => [
              { at: first.at("podSelector"), value: pods.value as Writable },
              { at: second, remove: true },
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "One dash more means a whole namespace",
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
    - from:
        - namespaceSelector:
          ~~~~~~~~~~~~~~~~~ All pods of these namespaces are meant.
            matchLabels:
              kubernetes.io/metadata.name: shop
        - podSelector:
          ^^^^^^^^^^^ These pods are those of the policy's own namespace, whatever the peer before says.
            matchLabels:
              app: web
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
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels:
              app: web
`,
    },
    {
      title: "One dash means both, and the other order is no accident",
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
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels:
              app: web
    - from:
        - podSelector:
            matchLabels:
              app: web
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
`,
    },
  ],
});
