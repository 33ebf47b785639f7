import { Proposal } from "../model/change.ts";
import { listeners } from "../model/gateways.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "open-gateway",
  severity: "warning",
  summary: "A listener should say which namespaces may attach routes to it.",
  presets: ["strict"],
  fixable: "choice",
  why: `With \`from: All\`, whoever may write an HTTPRoute in any namespace of the cluster takes paths of any host that the listener has.
A route for \`shop.example.com/login\` from a forgotten test namespace is more specific than the shop's own, and so gets the passwords, with the shop's certificate.`,
  mend: `Select the namespaces by a label that only administrators set, or by \`kubernetes.io/metadata.name\`, which always is the namespace's name.
Routes of other namespaces are no longer served: \`kubectl get httproute -A\` shows what is attached.`,
  leave: "Leave it where admission control holds each namespace to hosts of its own.",

  on: listeners,
  *check({ place }) {
    const namespaces = place.at("allowedRoutes", "namespaces");
    const from = namespaces.at("from");
    if (from.string !== "All") return;

    yield {
      at: from,
      message: `Every namespace may attach routes to listener "${place.at("name").shown}".`,
      fixes: [
        {
          title: "Select the namespaces",
          safety: "choice",
          changes: () => [
            { at: from, value: "Selector" },
            {
              at: namespaces.at("selector"),
              value: { matchLabels: { "kubernetes.io/metadata.name": new Proposal("shop") } },
            },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "Whoever may write a route anywhere takes what he likes of this listener",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: infra
spec:
  gatewayClassName: envoy
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      tls:
        certificateRefs:
          - name: public-tls
      allowedRoutes:
        namespaces:
          from: All
                ^^^ Every namespace may attach routes to listener "https".
`,
      fixed: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: infra
spec:
  gatewayClassName: envoy
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      tls:
        certificateRefs:
          - name: public-tls
      allowedRoutes:
        namespaces:
          from: Selector
          selector:
            matchLabels:
              kubernetes.io/metadata.name: shop
`,
    },
    {
      title: "Without a word, only routes of its own namespace are attached",
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: shop
spec:
  gatewayClassName: envoy
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      tls:
        certificateRefs:
          - name: shop-tls
`,
    },
  ],
});
