import type { Change } from "../model/change.ts";
import { isNothing, isolates, isWritten, type PolicyRule, policyRules, rulesFor } from "../model/network-policies.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "empty-policy-list",
  severity: "error",
  summary: "A list of peers or ports in a NetworkPolicy should not be left empty.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`ingress: []\` means nobody, but \`from: []\` means everybody: an empty list of peers or ports restricts nothing.
The same goes for \`from:\` with nothing behind it, which is what remains when the last peer is deleted or commented out.
So the step by which someone meant to close a workload has opened it to every pod and to everyone outside who can route to it.`,
  mend: `To allow nobody, remove the whole rule: the fix does, and leaves an empty list of rules where it was the last.
To allow someone, name them.
To allow everyone, leave the key out, so that nobody takes it for a closed door; that changes nothing.`,
  leave: "There is no reason to leave it: without the key the rule means the same, and says so.",

  on: policyRules,
  *check(it) {
    const { peers, ports } = it;
    if (isWritten(peers) && isNothing(peers)) {
      const isIngress = it.direction === "Ingress";
      const none = fix(isIngress ? "Let nobody in" : "Let nothing out", () => without(it));
      const all = fix("Say that everyone is meant", () => [{ at: peers, remove: true }]);
      const message = `The empty "${peers.step}" means everyone.`;
      // With nothing behind the key the author may not be done; with ports the rule is likely to be about them.
      if (peers.exists) yield { at: peers.named, message, fixes: [none, all] };
      else yield { at: peers.named, message, severity: "warning", fixes: isNothing(ports) ? [none, all] : [all, none] };
    }
    if (isWritten(ports) && isNothing(ports)) yield { at: ports.named, message: 'The empty "ports" opens every port.' };
  },

  examples: [
    {
      title: "An empty list of peers is everyone",
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
    - from: []
      ^^^^ The empty "from" means everyone.
      ports:
        - port: 5432
    - from:
        - podSelector: {}
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
        - podSelector: {}
`,
    },
    {
      title: "So is what remains when the last peer is commented out",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  egress:
    - to:
      ^^ The empty "to" means everyone.
#        - podSelector:
#            matchLabels:
#              app: web
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  egress: []
  policyTypes:
    - Ingress
    - Egress
#        - podSelector:
#            matchLabels:
#              app: web
`,
    },
    {
      title: "Where ports are named, everyone may be meant, and then there need be no key",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
      ^^ The empty "to" means everyone.
      ports:
        - protocol: UDP
          port: 53
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
        - protocol: UDP
          port: 53
`,
    },
    {
      title: "An empty list of ports is all of them",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {}
      ports: []
      ^^^^^ The empty "ports" opens every port.
`,
    },
    {
      title: "No rule at all is nobody",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: []
  egress: []
`,
    },
  ],
});

const fix = (title: string, changes: Fix["changes"]): Fix => ({ title, safety: "review", changes });

/** The policy without one of its rules, which goes on isolating its pods. */
function without({ policy, direction, place }: PolicyRule): readonly Change[] {
  const list = rulesFor(policy, direction);
  if (list.children.length > 1) return [{ at: place, remove: true }];
  const types = policy.at("spec", "policyTypes");
  const isImplied = isNothing(types) && direction === "Egress" && isolates(policy, direction);
  return [{ at: list, value: [] }, ...(isImplied ? [{ at: types, value: ["Ingress", "Egress"] }] : [])];
}
