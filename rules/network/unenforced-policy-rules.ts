import {
  allowsAll,
  DIRECTIONS,
  isNothing,
  isolates,
  networkPolicies,
  policyRulesOf,
  rulesFor,
} from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unenforced-policy-rules",
  severity: "error",
  summary: "A NetworkPolicy should name in `policyTypes` each direction that it has rules for.",
  presets: ["recommended"],
  fixable: "review",
  why: `Kubernetes reads \`ingress\` and \`egress\` only for the directions that \`policyTypes\` names, and says nothing of the others.
So a policy with \`policyTypes: [Egress]\` and a careful list under \`ingress\` lets everyone in, and \`egress: []\` without \`policyTypes\` lets everything out: who takes over a pod behind it can carry the data away.
A reviewer reads the list, sees a locked door, and there is none.`,
  mend: `Name the direction in \`policyTypes\`.
From then on only what the list allows goes through, and what it forgot (a probe from another namespace, DNS) is refused: try the policy where a broken connection does no harm.
If the list is a leftover, remove it.`,
  leave: "There is no reason to leave it: the list does nothing.",

  on: networkPolicies,
  *check(policy) {
    const types = policy.at("spec", "policyTypes");
    for (const direction of DIRECTIONS) {
      const list = rulesFor(policy, direction);
      if (!list.isSequence || isolates(policy, direction)) continue;
      // What would allow everything restricts nothing either way.
      if (policyRulesOf(policy, direction).some(allowsAll)) continue;

      const isUnsaid = isNothing(types);
      yield {
        at: list.named,
        message: `NetworkPolicy "${policy.name}" does not restrict ${direction.toLowerCase()}, whatever its "${direction.toLowerCase()}" says.`,
        see: isUnsaid ? [] : [{ at: types, message: `This does not name ${direction}.` }],
        fixes: [
          {
            title: `Name ${direction} in policyTypes`,
            safety: "review",
            changes: () => [
              isUnsaid
                ? { at: types, value: ["Ingress", "Egress"] }
                : { at: types.at(types.children.length), value: direction },
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "Rules for a direction that policyTypes does not name are void",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
  ~~~~~~~~~~~ This does not name Ingress.
    - Egress
  ingress:
  ^^^^^^^ NetworkPolicy "db" does not restrict ingress, whatever its "ingress" says.
    - from:
        - podSelector:
            matchLabels:
              app: web
  egress: []
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
  policyTypes:
    - Egress
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
  egress: []
`,
    },
    {
      title: "Without policyTypes an empty list of egress rules refuses nothing",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: locked
spec:
  podSelector: {}
  ingress: []
  egress: []
  ^^^^^^ NetworkPolicy "locked" does not restrict egress, whatever its "egress" says.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: locked
spec:
  podSelector: {}
  ingress: []
  egress: []
  policyTypes:
    - Ingress
    - Egress
`,
    },
    {
      title: "Without policyTypes an egress rule counts, and so does ingress",
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
`,
    },
    {
      title: "What allows everything is as good as void",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: []
  egress:
    - {}
`,
    },
    {
      title: "A key without a value is no list",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Ingress]
  egress:
`,
    },
  ],
});
