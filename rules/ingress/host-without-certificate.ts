import { covers } from "../model/hosts.ts";
import { ingressRules } from "../model/ingress.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "host-without-certificate",
  severity: "warning",
  summary: "Each host of an Ingress with TLS should be among the hosts of its certificates.",
  presets: ["recommended"],
  fixable: "review",
  why: `For a host that \`spec.tls\` does not name, the controller serves plain HTTP, or a certificate that it made up itself.
Visitors learn to click the browser's warning away, and then do so when somebody on the way shows a certificate of his own.`,
  mend: `Add the host to the \`hosts\` of the certificate that is meant for it.
The certificate must be issued for it, too: cert-manager does so anew; one that was bought must be bought again.
A wildcard covers one label: \`*.example.com\` is good for \`shop.example.com\`, but for neither \`example.com\` nor \`a.shop.example.com\`.`,
  leave:
    "Leave it for a host that shall be reached by plain HTTP only, or where the controller's own certificate covers it.",

  on: ingressRules,
  *check({ ingress, place }) {
    const at = place.at("host");
    const host = at.string;
    const entries = ingress.at("spec", "tls").children;
    // Without hosts of its own, a certificate is for whatever the controller serves.
    if (host === undefined || entries.length === 0 || entries.some((it) => it.at("hosts").children.length === 0))
      return;
    const names = entries.flatMap((it) => it.at("hosts").children.map((name) => name.string ?? ""));
    if (names.some((name) => covers(name, host))) return;

    const [first, ...others] = entries.map((it) => it.at("hosts"));
    yield {
      at,
      message: `No certificate in spec.tls is for host "${host}".`,
      see: entries.map((it) => ({ at: it.at("hosts"), message: "These hosts have a certificate." })),
      fixes:
        first === undefined || others.length > 0
          ? []
          : [
              {
                title: "Add it to the hosts of spec.tls",
                safety: "review",
                changes: () => [{ at: first.at(first.children.length), value: host }],
              },
            ],
    };
  },

  examples: [
    {
      title: "A host that spec.tls does not name has no certificate",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts:
      ~~~~~ These hosts have a certificate.
        - shop.example.com
      secretName: shop-tls
  rules:
    - host: shop.example.com
      http: &web
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
    - host: www.example.com
            ^^^^^^^^^^^^^^^ No certificate in spec.tls is for host "www.example.com".
      http: *web
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
        - www.example.com
      secretName: shop-tls
  rules:
    - host: shop.example.com
      http: &web
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
    - host: www.example.com
      http: *web
`,
    },
    {
      title: "A wildcard is good for one label, and so not for the domain itself",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts: ["*.example.com"]
      ~~~~~ These hosts have a certificate.
      secretName: shop-tls
    - hosts: [example.org]
      ~~~~~ These hosts have a certificate.
      secretName: org-tls
  rules:
    - host: shop.example.com
    - host: example.com
            ^^^^^^^^^^^ No certificate in spec.tls is for host "example.com".
`,
    },
    {
      title: "A certificate without hosts is for all that the controller serves",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - secretName: shop-tls
  rules:
    - host: shop.example.com
`,
    },
  ],
});
