import { isWritten, networkPolicies, selectsAll } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "implicit-pod-selector",
  severity: "warning",
  summary: "A NetworkPolicy should say which pods it is for.",
  presets: ["strict"],
  fixable: "safe",
  why: `A policy without \`podSelector\`, or with one behind which nothing stands, is for every pod of its namespace.
A policy that was meant to open a port of one workload opens it on all of them, and one that was meant to close one closes them all.`,
  mend: `Write the labels of the pods that are meant.
If every pod is meant, write \`podSelector: {}\`: the fix does, and changes nothing.`,
  leave: `There is no reason to leave it: \`podSelector: {}\` says the same in plain words.
That one is not reported, though other tools do: the usual policy that refuses everything in a namespace is written so.`,

  on: networkPolicies,
  *check(policy) {
    const selector = policy.at("spec", "podSelector");
    const labels = selector.at("matchLabels");
    const isLeftEmpty = selectsAll(selector) && isWritten(labels) && !labels.exists;
    if (selector.exists && !isLeftEmpty) return;

    const unsaid = isWritten(selector) ? selector : selector.underline(policy.place.span);
    yield {
      at: isLeftEmpty ? labels.named : unsaid,
      message: `NetworkPolicy "${policy.name}" does not say which pods it is for, and so is for all of its namespace.`,
      fixes: [{ title: "Say that every pod is meant", safety: "safe", changes: () => [{ at: selector, value: {} }] }],
    };
  },

  examples: [
    {
      title: "A policy without a selector is for every pod",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
        ^^^ NetworkPolicy "web" does not say which pods it is for, and so is for all of its namespace.
spec:
  ingress:
    - ports:
        - port: 8080
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  ingress:
    - ports:
        - port: 8080
  podSelector: {}
`,
    },
    {
      title: "A selector without labels is none",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
    ^^^^^^^^^^^ NetworkPolicy "web" does not say which pods it is for, and so is for all of its namespace.
  ingress:
    - ports:
        - port: 8080
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - ports:
        - port: 8080
`,
    },
    {
      title: "Who writes an empty selector means every pod",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchExpressions:
      - key: app
        operator: Exists
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector:
    matchLabels: {}
  policyTypes: [Egress]
`,
    },
  ],
});
