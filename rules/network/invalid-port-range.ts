import { policyPorts } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-port-range",
  severity: "error",
  summary: "A range of ports in a NetworkPolicy should begin with a number that is no higher than its end.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a policy with such a range, so the policy is not there: if it is part of a larger change, the workload comes up without it and is open to everyone.`,
  mend: `Write the lower number as \`port\` and the higher one as \`endPort\`, which is part of the range.
A range needs a number to begin with: the name of a port stands for one port of each pod.`,
  leave: "There is no reason to leave it: the API server does not take it.",

  on: policyPorts,
  *check(entry) {
    const port = entry.at("port");
    const end = entry.at("endPort");
    const last = end.number;
    if (last === undefined) return;

    if (!port.exists) yield { at: end, message: `A range that ends at ${last} does not say where it begins.` };
    if (port.string !== undefined)
      yield { at: end, message: `Port "${port.string}" is a name, and cannot begin a range.` };
    const first = port.number;
    if (first === undefined || first <= last) return;
    yield {
      at: end,
      message: `The range from ${first} to ${last} ends before it begins.`,
      fixes: [
        {
          title: "Swap its ends",
          safety: "review",
          changes: () => [
            { at: port, value: last },
            { at: end, value: first },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "A range begins with the lower number",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: media
spec:
  podSelector: {}
  ingress:
    - ports:
        - protocol: UDP
          port: 32768
          endPort: 30000
                   ^^^^^ The range from 32768 to 30000 ends before it begins.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: media
spec:
  podSelector: {}
  ingress:
    - ports:
        - protocol: UDP
          port: 30000
          endPort: 32768
`,
    },
    {
      title: "A name begins no range, and neither does nothing",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: media
spec:
  podSelector: {}
  ingress:
    - ports:
        - port: http
          endPort: 8090
                   ^^^^ Port "http" is a name, and cannot begin a range.
        - endPort: 9000
                   ^^^^ A range that ends at 9000 does not say where it begins.
`,
    },
    {
      title: "A range of one port is a range",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: media
spec:
  podSelector: {}
  ingress:
    - ports:
        - port: 80
          endPort: 80
        - port: 30000
          endPort: 32768
`,
    },
  ],
});
