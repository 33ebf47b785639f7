import { annotation } from "../model/annotations.ts";
import { INGRESSES } from "../model/ingress.ts";
import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unverified-backend",
  severity: "warning",
  summary: "A proxy that speaks TLS to its backend should look at the backend's certificate.",
  presets: ["recommended"],
  fixable: "review",
  why: `TLS that takes every certificate keeps out those who only listen, and nobody else.
Whoever can answer in the backend's place (a pod that answers ARP or DNS, a Service with the wrong endpoints, a host on the way out of the cluster) gets the requests with all that is in them.`,
  mend: `Give the proxy the authority that signed the backend's certificate: \`rootCAs\` or \`rootCAsSecrets\` of a ServersTransport, a BackendTLSPolicy for a Backend of Envoy Gateway, \`proxy-ssl-secret\` for ingress-nginx.
The certificate must be for the name that the proxy asks for (\`serverName\`, \`hostname\`, \`proxy-ssl-name\`), or every request is answered with 502.`,
  leave:
    "Leave it on the way to a device that has no other than a self-signed certificate, within a network of your own.",

  on: kind(
    ...INGRESSES,
    "gateway.envoyproxy.io/Backend",
    ...["traefik.io", "traefik.containo.us"].flatMap((it) => [`${it}/ServersTransport`, `${it}/ServersTransportTCP`]),
  ),
  *check(resource) {
    const at = switchOf(resource);
    if (at.value !== true && !(resource.kind === "Ingress" && at.string === "off")) return;

    yield {
      at,
      message: `${resource.kind} "${resource.name}" takes every certificate of its backend.`,
      fixes: [{ title: "Look at the certificate", safety: "review", changes: () => [{ at, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A proxy that takes every certificate speaks to anyone",
      bad: `
apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata:
  name: shop
spec:
  serverName: shop.example.com
  insecureSkipVerify: true
                      ^^^^ ServersTransport "shop" takes every certificate of its backend.
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: Backend
metadata:
  name: shop
spec:
  endpoints:
    - fqdn: { hostname: shop.example.com, port: 443 }
  tls:
    insecureSkipVerify: true
                        ^^^^ Backend "shop" takes every certificate of its backend.
    sni: shop.example.com
`,
      fixed: `
apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata:
  name: shop
spec:
  serverName: shop.example.com
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: Backend
metadata:
  name: shop
spec:
  endpoints:
    - fqdn: { hostname: shop.example.com, port: 443 }
  tls:
    sni: shop.example.com
`,
    },
    {
      title: "An Ingress without a word of it may speak plain HTTP to its backend",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/backend-protocol: HTTPS
    nginx.ingress.kubernetes.io/proxy-ssl-verify: "on"
    nginx.ingress.kubernetes.io/proxy-ssl-secret: shop/authority
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
---
apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata:
  name: shop
spec:
  insecureSkipVerify: false
`,
    },
  ],
});

/** Where a resource says that its proxy is to take every certificate. */
function switchOf(resource: Resource): Place {
  if (resource.kind === "Ingress") return annotation(resource, "nginx.ingress.kubernetes.io/proxy-ssl-verify");
  return resource.kind === "ServersTransport"
    ? resource.at("spec", "insecureSkipVerify")
    : resource.at("spec", "tls", "insecureSkipVerify");
}
