import { Proposal } from "../model/change.ts";
import { INGRESSES, isEncryptedElsewhere } from "../model/ingress.ts";
import { valueOrTitle } from "../model/lacking.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unencrypted-ingress",
  severity: "warning",
  summary: "An Ingress should have TLS.",
  presets: ["recommended"],
  fixable: "choice",
  why: `Without TLS, everyone on the way reads and changes what clients and the cluster say to each other: passwords, session cookies, the scripts of a page.
A stolen session cookie is as good as the password, and nobody notices the theft.`,
  mend: `Name the hosts and the Secret of their certificate in \`spec.tls\`; cert-manager fills that Secret when the Ingress bears its annotation.
Most controllers then redirect plain HTTP to HTTPS by themselves.
A client that speaks plain HTTP only and follows no redirect stops working.`,
  leave: `Leave it where something in front of the cluster (a load balancer, a CDN) speaks TLS to the clients, and the way from there is trusted.
An Ingress that gets its certificate by an annotation that is known here (AWS, Azure, Google Cloud, Traefik, TLS passthrough) is left in peace, as are the classes of Tailscale, ngrok and Cloudflare Tunnel and the canaries of ingress-nginx; other tools want \`spec.tls\` there, too.`,

  on: kind(...INGRESSES),
  *check(ingress) {
    const tls = ingress.at("spec", "tls");
    const rules = ingress.at("spec", "rules").children;
    const isWhole =
      rules.length > 0 || ingress.at("spec", "defaultBackend").exists || ingress.at("spec", "backend").exists;
    if (!isWhole || (tls.exists && tls.children.length > 0) || isEncryptedElsewhere(ingress)) return;
    if (ingress.at("metadata", "ownerReferences").children.some((it) => it.at("controller").value === true)) return;

    yield {
      at: valueOrTitle(ingress, tls),
      message: `Ingress "${ingress.name}" serves plain HTTP only.`,
      fixes: [
        {
          title: "Add TLS",
          safety: "choice",
          changes: () => {
            const hosts = [...new Set(rules.flatMap((it) => it.at("host").string ?? []))];
            const secretName = new Proposal(`${ingress.at("metadata", "name").string ?? "ingress"}-tls`);
            return [{ at: tls, value: [{ ...(hosts.length > 0 && { hosts }), secretName }] }];
          },
        },
      ],
    };
  },

  examples: [
    {
      title: "An Ingress without TLS serves plain HTTP",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
        ^^^^ Ingress "shop" serves plain HTTP only.
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls
`,
    },
    {
      title: "What a controller wrote is for its owner to change",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: telemetry
  ownerReferences:
    - apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      name: telemetry
      uid: 6f1f6f0e-4ad1-4c4f-9d0c-0d8c8a4b7f11
      controller: true
spec:
  defaultBackend:
    service: { name: telemetry, port: { number: 4318 } }
`,
    },
    {
      title: "An empty list is none",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls: []
  ^^^ Ingress "shop" serves plain HTTP only.
  defaultBackend:
    service: { name: web, port: { number: 80 } }
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - secretName: shop-tls
  defaultBackend:
    service: { name: web, port: { number: 80 } }
`,
    },
    {
      title: "A load balancer of AWS is told of its certificate by an annotation",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
spec:
  ingressClassName: alb
  defaultBackend:
    service: { name: web, port: { number: 80 } }
`,
    },
    {
      title: "What a patch does not say stands in what it patches",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: internal
`,
    },
  ],
});
