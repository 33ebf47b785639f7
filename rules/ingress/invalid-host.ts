import { GATEWAY_API, listeners } from "../model/gateways.ts";
import { hostWithin, isAddress, isHost } from "../model/hosts.ts";
import { INGRESSES } from "../model/ingress.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const ROUTES = ["GRPCRoute", "HTTPRoute", "TLSRoute"].map((it) => `${GATEWAY_API}/${it}`);

const hosts = inKinds(
  new Set([...INGRESSES, ...ROUTES, ...(listeners.kinds ?? [])]),
  (resource: Resource): readonly Place[] => [
    ...resource.at("spec", "rules").children.map((it) => it.at("host")),
    ...resource.at("spec", "tls").children.flatMap((it) => it.at("hosts").children),
    ...resource.at("spec", "hostnames").children,
    ...listeners(resource).map((it) => it.place.at("hostname")),
  ],
);

export default rule({
  id: "invalid-host",
  severity: "error",
  summary: "A host must be a name that the API server takes: no URL, no port, no address, no capital letters.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the whole object, so nothing of it is served, and a rollout stops half-way.
In a chart or an overlay this is noticed only when it is applied to the one cluster whose values are wrong.`,
  mend: `Write the bare name: \`shop.example.com\`, or \`*.example.com\` for each name one label below.
What shall answer for every host leaves the field out.`,
  leave: "Leave it where a tool that is not known here fills the host in before the manifest is applied.",

  on: hosts,
  *check(at) {
    const host = at.string;
    // A certificate may be for an address, and the Gateway API only says that a host may be none.
    const isRefusedAddress = at.step === "host" && isAddress(host ?? "");
    if (host === undefined || PLACEHOLDER.test(host) || (isHost(host) && !isRefusedAddress)) return;

    const meant = hostWithin(host);
    yield {
      at,
      message: `The API server refuses "${host}" as a host.`,
      fixes:
        meant === undefined
          ? []
          : [{ title: `Write ${meant}`, safety: "review", changes: () => [{ at, value: meant }] }],
    };
  },

  examples: [
    {
      title: "A host is neither a URL nor does it have a port",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts:
        - Shop.example.com
          ^^^^^^^^^^^^^^^^ The API server refuses "Shop.example.com" as a host.
      secretName: shop-tls
  rules:
    - host: https://shop.example.com/
            ^^^^^^^^^^^^^^^^^^^^^^^^^ The API server refuses "https://shop.example.com/" as a host.
    - host: shop.example.com:8443
            ^^^^^^^^^^^^^^^^^^^^^ The API server refuses "shop.example.com:8443" as a host.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls
  rules:
    - host: shop.example.com
    - host: shop.example.com
`,
    },
    {
      title: "Every host is no host, and an address is none either",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      hostname: "*"
                ^^^ The API server refuses "*" as a host.
      protocol: HTTP
      port: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  parentRefs:
    - name: public
  hostnames:
    - shop_eu.example.com
      ^^^^^^^^^^^^^^^^^^^ The API server refuses "shop_eu.example.com" as a host.
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: 203.0.113.7
            ^^^^^^^^^^^ The API server refuses "203.0.113.7" as a host.
`,
    },
    {
      title: "A wildcard is one, as is a name of a single label, and what someone is to fill in is no mistake yet",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts: [192.0.2.10]
      secretName: shop-tls
  rules:
    - host: "*.example.com"
    - host: shop
    - host: YOUR_HOST
    - http:
        paths: []
`,
    },
  ],
});

/** What someone is to fill in: nothing, `MY_HOST`, `<host>`, `{host}`. */
const PLACEHOLDER = /^[A-Z0-9_]*$|[<>{}$]/;
