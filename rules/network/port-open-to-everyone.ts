import { isNothing, isWritten, policyRules } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "port-open-to-everyone",
  severity: "info",
  summary: "A NetworkPolicy that opens a port should say to whom.",
  presets: ["strict"],
  why: `A rule with \`ports\` and without \`from\` opens them to every pod of the cluster, and to everyone outside who can route to these pods.
That is right for a web server at the edge and seldom for what stands behind it: a database that is meant for one caller answers to any pod that someone has taken over.`,
  mend: "Name the callers in `from`; those that were forgotten are refused from then on.",
  leave: "Leave it for what everyone shall reach: ingress controllers, DNS, webhooks that the API server calls.",

  on: policyRules,
  *check(it) {
    if (it.direction !== "Ingress" || isWritten(it.peers) || isNothing(it.ports)) return;
    if (!isNothing(it.peers)) return;

    yield {
      at: it.ports.named,
      message: `NetworkPolicy "${it.policy.name}" opens these ports to everyone.`,
    };
  },

  examples: [
    {
      title: "Ports without a from are open to everyone",
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
    - ports:
      ^^^^^ NetworkPolicy "db" opens these ports to everyone.
        - port: 5432
`,
    },
    {
      title: "Callers that are named, and ports of others, are fine",
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
            matchLabels:
              app: web
      ports:
        - port: 5432
  egress:
    - ports:
        - port: 53
          protocol: UDP
`,
    },
  ],
});
