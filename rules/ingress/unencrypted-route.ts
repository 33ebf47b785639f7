import { Proposal } from "../model/change.ts";
import { valueOrTitle } from "../model/lacking.ts";
import { kind, type Resource } from "../model/resource.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "unencrypted-route",
  severity: "warning",
  summary: "A Route of OpenShift, an HTTPProxy of Contour and an IngressRoute of Traefik should have TLS.",
  presets: ["recommended"],
  fixable: "review",
  why: `Without TLS, everyone on the way reads and changes what clients and the cluster say to each other: passwords, session cookies, the scripts of a page.
A stolen session cookie is as good as the password, and nobody notices the theft.`,
  mend: `OpenShift's router and Traefik have a certificate of their own for routes that name none; Contour wants the name of a Secret.
A client that speaks plain HTTP only and follows no redirect stops working.`,
  leave: `Leave it where something in front of the cluster speaks TLS to the clients, and the way from there is trusted.
An IngressRoute without \`tls\` is only spoken of where it is for the entry point \`web\` alone and has no middleware, which may redirect: other entry points may have TLS by Traefik's own configuration.`,

  on: kind(
    "route.openshift.io/Route",
    "projectcontour.io/HTTPProxy",
    "traefik.io/IngressRoute",
    "traefik.containo.us/IngressRoute",
  ),
  *check(route) {
    const tls = route.kind === "HTTPProxy" ? route.at("spec", "virtualhost", "tls") : route.at("spec", "tls");
    if (tls.exists || !serves(route)) return;

    yield {
      at: valueOrTitle(route, tls),
      message: `${route.kind} "${route.name}" serves plain HTTP only.`,
      fixes: [FIXES[route.kind]?.(route)].filter((it) => it !== undefined),
    };
  },

  examples: [
    {
      title: "A Route without tls serves plain HTTP",
      bad: `
apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
        ^^^^ Route "shop" serves plain HTTP only.
spec:
  host: shop.example.com
  to: { kind: Service, name: web }
`,
      fixed: `
apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  host: shop.example.com
  to: { kind: Service, name: web }
  tls:
    termination: edge
    insecureEdgeTerminationPolicy: Redirect
`,
    },
    {
      title: "So do those of Contour and Traefik",
      bad: `
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata:
  name: shop
        ^^^^ HTTPProxy "shop" serves plain HTTP only.
spec:
  virtualhost:
    fqdn: shop.example.com
  routes:
    - services:
        - { name: web, port: 80 }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: shop
        ^^^^ IngressRoute "shop" serves plain HTTP only.
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`shop.example.com\`)
      kind: Rule
      services:
        - { name: web, port: 80 }
`,
      fixed: `
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata:
  name: shop
spec:
  virtualhost:
    fqdn: shop.example.com
    tls:
      secretName: shop-tls
  routes:
    - services:
        - { name: web, port: 80 }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: shop
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`shop.example.com\`)
      kind: Rule
      services:
        - { name: web, port: 80 }
  tls: {}
`,
    },
    {
      title: "What is included has no host of its own, and a middleware may redirect",
      good: `
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata:
  name: shop
spec:
  routes:
    - services:
        - { name: web, port: 80 }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: shop
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`shop.example.com\`)
      kind: Rule
      middlewares:
        - name: to-https
      services:
        - { name: web, port: 80 }
`,
    },
  ],
});

/** Whether a route without TLS of its own has none at all. */
function serves(route: Resource): boolean {
  if (route.kind === "HTTPProxy") return route.at("spec", "virtualhost", "fqdn").exists;
  if (route.kind === "Route") return route.at("spec", "to").exists;
  const entries = route.at("spec", "entryPoints").children;
  const routes = route.at("spec", "routes").children;
  return (
    entries.length > 0 &&
    entries.every((it) => it.string === "web") &&
    routes.every((it) => !it.at("middlewares").exists)
  );
}

const FIXES: Readonly<Record<string, (route: Resource) => Fix>> = {
  Route: (route) => ({
    title: "Add TLS by the router's certificate",
    safety: "review",
    changes: () => [
      { at: route.at("spec", "tls"), value: { termination: "edge", insecureEdgeTerminationPolicy: "Redirect" } },
    ],
  }),
  HTTPProxy: (route) => ({
    title: "Add TLS",
    safety: "choice",
    changes: () => {
      const name = route.at("metadata", "name").string ?? "proxy";
      return [{ at: route.at("spec", "virtualhost", "tls"), value: { secretName: new Proposal(`${name}-tls`) } }];
    },
  }),
  IngressRoute: (route) => ({
    title: "Serve it by HTTPS",
    safety: "review",
    changes: () => [
      { at: route.at("spec", "entryPoints", 0), value: "websecure" },
      { at: route.at("spec", "tls"), value: {} },
    ],
  }),
};
