import { GATEWAY_API } from "../model/gateways.ts";
import { valueOrTitle } from "../model/lacking.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "hostless-route",
  severity: "info",
  summary: "A route to a Gateway of another namespace should name its hosts.",
  presets: ["strict"],
  why: `A route without hosts answers for every host of the listeners that it is attached to, as far as no other route names it.
On a Gateway that several teams share, a host that one team has just taken down is then answered by another's application, with a certificate that browsers trust.`,
  mend: "Write the hosts in `hostnames`. Requests for others are answered with 404, or by another route, from then on.",
  leave:
    "Leave it where the Gateway serves this application alone. A route that names one listener (`sectionName`), which may have a host of its own, is left in peace.",

  on: kind(`${GATEWAY_API}/GRPCRoute`, `${GATEWAY_API}/HTTPRoute`),
  *check(route) {
    const hostnames = route.at("spec", "hostnames");
    if (hostnames.exists && hostnames.children.length > 0) return;
    const shared = route.at("spec", "parentRefs").children.find((parent) => {
      const namespace = parent.at("namespace").string;
      const isGateway = (parent.at("kind").string ?? "Gateway") === "Gateway";
      return isGateway && namespace !== undefined && namespace !== route.namespace && !parent.at("sectionName").exists;
    });
    if (shared === undefined) return;

    yield {
      at: valueOrTitle(route, hostnames),
      message: `${route.kind} "${route.name}" answers for every host of a Gateway in another namespace.`,
      see: [{ at: shared.at("name"), message: "This is the Gateway." }],
    };
  },

  examples: [
    {
      title: "A route without hosts answers for all that others leave",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
        ^^^^ HTTPRoute "shop" answers for every host of a Gateway in another namespace.
  namespace: shop
spec:
  parentRefs:
    - name: public
            ~~~~~~ This is the Gateway.
      namespace: infra
  rules:
    - backendRefs:
        - name: web
          port: 80
`,
    },
    {
      title: "A Gateway of its own, or a listener, says for which hosts it is",
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
  namespace: shop
spec:
  parentRefs:
    - name: shop
    - name: public
      namespace: infra
      sectionName: shop
`,
    },
  ],
});
