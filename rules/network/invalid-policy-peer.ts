import { DIRECTIONS, isWritten, networkPolicies, policyRulesOf } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { inKinds } from "../model/resource.ts";
import { rule } from "../rule.ts";

const peers = inKinds(networkPolicies.kinds ?? new Set(), (resource): readonly Place[] =>
  networkPolicies(resource).flatMap((policy) =>
    DIRECTIONS.flatMap((direction) => policyRulesOf(policy, direction).flatMap((it) => it.peers.children)),
  ),
);

export default rule({
  id: "invalid-policy-peer",
  severity: "error",
  summary: "A peer of a NetworkPolicy should be pods, namespaces or a block of addresses.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a policy with an empty peer, or with one that is addresses and pods at once, so the policy is not there: if it is part of a larger change, the workload comes up without it and is open to everyone.
It looks like "everyone", and for selectors an empty one is: \`podSelector: {}\` is every pod, but \`podSelector:\` with nothing behind it is as if absent.`,
  mend: `For every pod of the namespace write \`podSelector: {}\`, for every pod of the cluster \`namespaceSelector: {}\`; for everyone leave \`from\` or \`to\` out.
The fix writes \`{}\` behind a selector that has nothing; a block of addresses beside a selector needs a dash of its own.`,
  leave: "There is no reason to leave it: the API server does not take it.",

  on: peers,
  *check(peer) {
    const ways = ["podSelector", "namespaceSelector", "ipBlock"].map((it) => peer.at(it));
    const [pods, namespaces, block] = ways;
    if (pods === undefined || namespaces === undefined || block === undefined) return;
    if (block.exists && (pods.exists || namespaces.exists)) {
      yield { at: block.named, message: "A peer cannot be a block of addresses and something else at once." };
      return;
    }
    if (ways.some((it) => it.exists)) return;

    const bare = [pods, namespaces].filter(isWritten);
    yield {
      at: bare[0] ?? peer,
      message: "This peer is nobody: it names no pods, no namespaces and no addresses.",
      fixes:
        bare.length === 0
          ? []
          : [
              {
                title: "Select everything",
                safety: "review",
                changes: () => bare.map((at) => ({ at, value: {} })),
              },
            ],
    };
  },

  examples: [
    {
      title: "A selector with nothing behind it is as if absent",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
          ^^^^^^^^^^^ This peer is nobody: it names no pods, no namespaces and no addresses.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {}
`,
    },
    {
      title: "An empty peer is nobody, and addresses are no pods",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - from:
        - {}
          ^^ This peer is nobody: it names no pods, no namespaces and no addresses.
        - ipBlock:
          ^^^^^^^ A peer cannot be a block of addresses and something else at once.
            cidr: 10.0.0.0/8
          podSelector:
            matchLabels:
              app: web
`,
    },
    {
      title: "An empty selector is everything",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {}
        - namespaceSelector: {}
          podSelector:
        - ipBlock:
            cidr: 10.0.0.0/8
`,
    },
  ],
});
