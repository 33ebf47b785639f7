import { ingressRules } from "../model/ingress.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "wildcard-host",
  severity: "info",
  summary: "An Ingress should name its hosts one by one.",
  presets: ["strict"],
  why: `A wildcard takes every name of a domain that no other Ingress claims, also those that were meant for somebody else.
Whoever may write such an Ingress in a shared cluster can put a page behind \`login.example.com\` that looks like the real one, with a certificate that browsers trust.`,
  mend: "Write a rule for each host. Names that were never written down anywhere are answered with 404 from then on.",
  leave: "Leave it where each customer or branch has a host of its own, and one application answers for all.",

  on: ingressRules,
  *check({ ingress, place }) {
    const host = place.at("host");
    if (!host.string?.startsWith("*.")) return;

    yield { at: host, message: `Ingress "${ingress.name}" takes every host of "${host.string.slice(2)}".` };
  },

  examples: [
    {
      title: "A wildcard takes names that nobody thought of",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: "*.example.com"
            ^^^^^^^^^^^^^^^ Ingress "shop" takes every host of "example.com".
    - host: shop.example.com
`,
    },
    {
      title: "A certificate may be for a wildcard",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts: ["*.example.com"]
      secretName: example-tls
  rules:
    - host: shop.example.com
`,
    },
  ],
});
