import { destinationTls } from "../model/traffic-policies.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "plain-text-destination",
  severity: "warning",
  summary: "A DestinationRule should not turn TLS off.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`DISABLE\` makes every caller in the mesh speak plain text to this host, though both ends could do mutual TLS: whoever reads the network on the way reads it, and may change it.
The callers have no identity then, so that rules that go by it refuse them, or were loosened for them.`,
  mend: `Remove the mode and let Istio choose: it uses mutual TLS with every workload that has a proxy.
The fix writes \`ISTIO_MUTUAL\` for a host of the cluster, and \`SIMPLE\`, which is plain HTTPS, for one outside.
A server that does neither refuses the connection then (503, \`upstream connect error\`).`,
  leave:
    "Leave it for a server outside of the mesh that speaks no TLS, in a network that nobody else can read, and where the application makes its own TLS connection.",

  on: destinationTls,
  *check({ host, tls }) {
    const mode = tls.at("mode");
    if (mode.value !== "DISABLE") return;

    const inside = /^[^.]*$|\.svc(?:\.|$)|\.local$/.test(host.string ?? "");
    yield {
      at: mode,
      message: `Callers speak plain text to "${host.shown}".`,
      fixes: [
        {
          title: inside ? "Speak mutual TLS" : "Speak TLS",
          safety: "review",
          changes: () => [{ at: mode, value: inside ? "ISTIO_MUTUAL" : "SIMPLE" }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Both ends could do mutual TLS, and may not",
      bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: db
spec:
  host: db.shop.svc.cluster.local
  trafficPolicy:
    tls:
      mode: DISABLE
            ^^^^^^^ Callers speak plain text to "db.shop.svc.cluster.local".
`,
      fixed: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: db
spec:
  host: db.shop.svc.cluster.local
  trafficPolicy:
    tls:
      mode: ISTIO_MUTUAL
`,
    },
    {
      title: "A port and a subset have policies of their own",
      bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: billing
spec:
  host: billing.example.com
  trafficPolicy:
    tls:
      mode: SIMPLE
    portLevelSettings:
      - port:
          number: 8080
        tls:
          mode: DISABLE
                ^^^^^^^ Callers speak plain text to "billing.example.com".
  subsets:
    - name: v1
      labels:
        version: v1
      trafficPolicy:
        tls:
          mode: DISABLE
                ^^^^^^^ Callers speak plain text to "billing.example.com".
`,
      fixed: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: billing
spec:
  host: billing.example.com
  trafficPolicy:
    tls:
      mode: SIMPLE
    portLevelSettings:
      - port:
          number: 8080
        tls:
          mode: SIMPLE
  subsets:
    - name: v1
      labels:
        version: v1
      trafficPolicy:
        tls:
          mode: SIMPLE
`,
    },
    {
      title: "Without a mode Istio chooses",
      good: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: db
spec:
  host: db
  trafficPolicy:
    connectionPool:
      tcp:
        maxConnections: 100
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: web
spec:
  host: web
  trafficPolicy:
    tls:
      mode: ISTIO_MUTUAL
`,
    },
  ],
});
