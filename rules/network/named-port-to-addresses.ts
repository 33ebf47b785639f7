import { Proposal } from "../model/change.ts";
import { isNothing, onlyWay, policyRules } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

/** What ports of these names nearly always are: IANA's service names. */
const NUMBERS: Readonly<Record<string, number>> = {
  dns: 53,
  domain: 53,
  http: 80,
  https: 443,
  ldap: 389,
  ldaps: 636,
  mysql: 3306,
  ntp: 123,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  smtp: 25,
  ssh: 22,
};

export default rule({
  id: "named-port-to-addresses",
  severity: "warning",
  summary: "A rule that lets pods call addresses should give its ports by number.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The name of a port is looked up in the pod that is called, and an address outside of the cluster has no names for its ports.
So the rule allows nothing: every call times out, though the policy seems to allow it.`,
  mend: "Write the number of the port.",
  leave: "There is no reason to leave it: the port matches nothing.",

  on: policyRules,
  *check({ direction, peers, ports }) {
    if (direction !== "Egress" || isNothing(peers)) return;
    if (!peers.children.every((it) => onlyWay(it) === "ipBlock")) return;

    for (const entry of ports.children) {
      const port = entry.at("port");
      const name = port.string;
      // Of a number in quotes `quoted-port-number` speaks.
      if (name === undefined || /^\d+$/.test(name)) continue;
      const number = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
      yield {
        at: port,
        message: `Port "${name}" is a name, which addresses do not know.`,
        fixes:
          number === undefined
            ? []
            : [
                {
                  title: "Write the number of the port",
                  safety: "choice",
                  changes: () => [{ at: port, value: new Proposal(number) }],
                },
              ],
      };
    }
  },

  examples: [
    {
      title: "An address outside has no names for its ports",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 203.0.113.0/24
      ports:
        - port: https
                ^^^^^ Port "https" is a name, which addresses do not know.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 203.0.113.0/24
      ports:
        - port: 443
`,
    },
    {
      title: "A name of one's own is for its author to look up",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 203.0.113.0/24
      ports:
        - port: billing
                ^^^^^^^ Port "billing" is a name, which addresses do not know.
`,
    },
    {
      title: "Pods have names for their ports, and ingress is about one's own",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.0/24
      ports:
        - port: https
  egress:
    - to:
        - ipBlock:
            cidr: 203.0.113.0/24
        - podSelector: {}
      ports:
        - port: https
    - ports:
        - port: metrics
`,
    },
  ],
});
