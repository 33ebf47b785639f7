import { annotated, annotation } from "../model/annotations.ts";
import { classOf, INGRESSES } from "../model/ingress.ts";
import { valueOrTitle } from "../model/lacking.ts";
import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "http-beside-https",
  severity: "warning",
  summary: "What is served by HTTPS should not be served by plain HTTP, too.",
  presets: ["recommended"],
  fixable: "review",
  why: `A browser that is told \`shop.example.com\` tries plain HTTP first, and gets the page without a redirect.
Whoever sits on the way (an open wireless network is enough) keeps the visitor there and reads along; the certificate protects only those who typed \`https://\`.`,
  mend: `Let the controller answer plain HTTP by a redirect, or not at all.
Clients that follow no redirect (old devices, some webhooks, ACME challenges that must be answered by plain HTTP) have to be given the new address first.`,
  leave: `Leave it for paths that must be read without TLS, such as revocation lists; better is an Ingress of their own.
\`kubernetes.io/ingress.allow-http\` means something to Google Cloud's controller only, so it is asked for there and not, as in other tools, of every Ingress.`,

  on: kind(...INGRESSES, "route.openshift.io/Route", "projectcontour.io/HTTPProxy"),
  *check(resource) {
    for (const { at, title, value } of openings(resource)) {
      yield {
        at: valueOrTitle(resource, at),
        message: `${resource.kind} "${resource.name}" serves by plain HTTP what it serves by HTTPS.`,
        fixes: [
          {
            title,
            safety: "review",
            changes: () => [value === undefined ? { at, remove: true } : { at, value }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A redirect that is switched off leaves plain HTTP open",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
    nginx.ingress.kubernetes.io/ssl-redirect: "false"
                                              ^^^^^^^ Ingress "shop" serves by plain HTTP what it serves by HTTPS.
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
`,
    },
    {
      title: "Google Cloud and AWS serve both until they are told otherwise",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: google
        ^^^^^^ Ingress "google" serves by plain HTTP what it serves by HTTPS.
  annotations:
    kubernetes.io/ingress.class: gce
spec:
  tls:
    - secretName: shop-tls
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: amazon
        ^^^^^^ Ingress "amazon" serves by plain HTTP what it serves by HTTPS.
  annotations:
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
spec:
  ingressClassName: alb
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: google
  annotations:
    kubernetes.io/ingress.class: gce
    kubernetes.io/ingress.allow-http: "false"
spec:
  tls:
    - secretName: shop-tls
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: amazon
  annotations:
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
    alb.ingress.kubernetes.io/ssl-redirect: "443"
spec:
  ingressClassName: alb
`,
    },
    {
      title: "A Route and an HTTPProxy say it in a field",
      bad: `
apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  to: { kind: Service, name: web }
  tls:
    termination: edge
    insecureEdgeTerminationPolicy: Allow
                                   ^^^^^ Route "shop" serves by plain HTTP what it serves by HTTPS.
---
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata:
  name: shop
spec:
  virtualhost:
    fqdn: shop.example.com
    tls: { secretName: shop-tls }
  routes:
    - permitInsecure: true
                      ^^^^ HTTPProxy "shop" serves by plain HTTP what it serves by HTTPS.
      services:
        - { name: web, port: 80 }
`,
      fixed: `
apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  to: { kind: Service, name: web }
  tls:
    termination: edge
    insecureEdgeTerminationPolicy: Redirect
---
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata:
  name: shop
spec:
  virtualhost:
    fqdn: shop.example.com
    tls: { secretName: shop-tls }
  routes:
    - services:
        - { name: web, port: 80 }
`,
    },
    {
      title: "Where there is no TLS, a redirect would lead nowhere",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "false"
spec:
  rules:
    - host: shop.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: google
  annotations:
    kubernetes.io/ingress.class: gce
    networking.gke.io/v1beta1.FrontendConfig: redirect
spec:
  tls:
    - secretName: shop-tls
`,
    },
  ],
});

/** Where plain HTTP is let in beside HTTPS, and what would keep it out: another value, or none. */
interface Opening {
  readonly at: Place;
  readonly title: string;
  readonly value?: string;
}

function openings(resource: Resource): readonly Opening[] {
  if (resource.kind === "Route") {
    const at = resource.at("spec", "tls", "insecureEdgeTerminationPolicy");
    return at.string === "Allow" ? [{ at, title: "Redirect to HTTPS", value: "Redirect" }] : [];
  }
  if (resource.kind === "HTTPProxy") {
    if (!resource.at("spec", "virtualhost", "tls").exists) return [];
    const permissions = resource.at("spec", "routes").children.map((it) => it.at("permitInsecure"));
    return permissions.filter((it) => it.value === true).map((at) => ({ at, title: "Remove permitInsecure" }));
  }
  return [...nginx(resource), ...googleCloud(resource), ...aws(resource)];
}

function nginx(ingress: Resource): readonly Opening[] {
  const at = annotation(ingress, "nginx.ingress.kubernetes.io/ssl-redirect");
  const isForced = annotated(ingress, "nginx.ingress.kubernetes.io/force-ssl-redirect") === "true";
  return at.string === "false" && !isForced && ingress.at("spec", "tls").children.length > 0
    ? [{ at, title: "Redirect to HTTPS" }]
    : [];
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-multi-ssl: both are served by default, and a FrontendConfig may redirect. */
function googleCloud(ingress: Resource): readonly Opening[] {
  const at = annotation(ingress, "kubernetes.io/ingress.allow-http");
  const certificates = ["networking.gke.io/managed-certificates", "ingress.gcp.kubernetes.io/pre-shared-cert"];
  const isGoogle = classOf(ingress)?.startsWith("gce") || certificates.some((it) => annotation(ingress, it).exists);
  const isEncrypted =
    ingress.at("spec", "tls").children.length > 0 || certificates.some((it) => annotation(ingress, it).exists);
  const isRedirected = annotation(ingress, "networking.gke.io/v1beta1.FrontendConfig").exists;
  return isGoogle && isEncrypted && !isRedirected && at.string !== "false"
    ? [{ at, title: "Refuse plain HTTP", value: "false" }]
    : [];
}

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller: listeners are what the annotation says, and redirect only when told to. */
function aws(ingress: Resource): readonly Opening[] {
  const at = annotation(ingress, "alb.ingress.kubernetes.io/ssl-redirect");
  const ports = annotated(ingress, "alb.ingress.kubernetes.io/listen-ports") ?? "";
  const isGrouped = annotation(ingress, "alb.ingress.kubernetes.io/group.name").exists;
  const hasAction = ingress.at("spec", "defaultBackend").exists || /redirect/.test(actions(ingress));
  const isBoth = /"HTTP"/.test(ports) && /"HTTPS": ?443\b/.test(ports);
  return isBoth && !at.exists && !isGrouped && !hasAction ? [{ at, title: "Redirect to HTTPS", value: "443" }] : [];
}

/** What the rules of a load balancer do beside forwarding. */
const actions = (ingress: Resource): string =>
  ingress
    .at("metadata", "annotations")
    .children.filter(({ step }) => String(step).startsWith("alb.ingress.kubernetes.io/actions."))
    .map((it) => it.string ?? "")
    .join();
