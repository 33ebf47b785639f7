import type { IngressPart } from "../model/ingress.ts";
import { INGRESSES, ingressRules } from "../model/ingress.ts";
import { inKinds } from "../model/resource.ts";
import { rule } from "../rule.ts";

const answers = inKinds(new Set(INGRESSES), (ingress): readonly IngressPart[] => [
  ...ingressRules(ingress),
  ...["defaultBackend", "backend"].map((it) => ({ ingress, place: ingress.at("spec", it) })),
]);

export default rule({
  id: "catch-all-ingress",
  severity: "info",
  summary: "An Ingress should name the hosts that it answers for.",
  presets: ["strict"],
  why: `A rule without a host, or a default backend, takes every request that no other Ingress of the controller claims.
A name that someone points at the cluster's address is then answered by this application, too: with its cookies, its password resets and whatever else it builds from the \`Host\` header (cache poisoning and DNS rebinding live on that).
In a cluster that several teams share, one team so gets the requests of a host that another has just taken down.`,
  mend: `Write the \`host\` of each rule, and give what shall answer for the rest an Ingress and an application of its own.
Requests by IP address or by another name are answered with 404 from then on.`,
  leave: "Leave it where the Ingress has a load balancer to itself, or is meant to answer for the rest.",

  on: answers,
  *check({ ingress, place }) {
    const isRule = typeof place.step === "number";
    if (isRule ? place.at("host").exists : !place.exists) return;

    yield {
      at: isRule ? place.at("host") : place.named,
      message: isRule
        ? `A rule of Ingress "${ingress.name}" answers for every host.`
        : `Ingress "${ingress.name}" answers for all that no rule matches.`,
    };
  },

  examples: [
    {
      title: "A rule without a host answers for every host",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
      ^^^^ A rule of Ingress "shop" answers for every host.
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
`,
    },
    {
      title: "So does a default backend",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  defaultBackend:
  ^^^^^^^^^^^^^^ Ingress "shop" answers for all that no rule matches.
    service: { name: web, port: { number: 80 } }
`,
    },
    {
      title: "A rule with a host answers for that alone",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
`,
    },
  ],
});
