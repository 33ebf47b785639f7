import { annotationsUnder } from "../model/annotations.ts";
import { INGRESSES, ingressPaths } from "../model/ingress.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const PREFIX = "nginx.ingress.kubernetes.io/";

const copied = inKinds(new Set(INGRESSES), (ingress: Resource): readonly Place[] => [
  ...annotationsUnder(ingress, PREFIX).filter(({ step }) => COPIED.test(String(step).slice(PREFIX.length))),
  ...ingressPaths(ingress).map(({ place }) => place.at("path")),
]);

export default rule({
  id: "nginx-injection",
  severity: "error",
  summary: "A path or an annotation should not break out of its place in the configuration of nginx.",
  presets: ["recommended"],
  why: `The controller ingress-nginx copies paths and the values of these annotations into its configuration.
Where its version does not check them, a brace, a semicolon or a line end closes the directive that they stand in, and what follows is a directive of the author's: any file of the controller is served, any module loaded, any program run.
The controller may read every Secret of the cluster in the usual installation.
So were CVE-2021-25745 and CVE-2026-24512 (paths), CVE-2021-25746 and CVE-2023-5044 (annotations), CVE-2025-1097, CVE-2025-1098, CVE-2025-24514 and CVE-2026-1580 (\`auth-tls-match-cn\`, \`mirror-target\`, \`auth-url\`, \`auth-method\`).`,
  mend: `Find out who wrote it and why: hardly any such value is an accident.
Write a path of letters, digits and what regular expressions need, and a URL or a name of one line in an annotation.
Raise the controller to a version that checks them.`,
  leave: "Leave it in tests of an admission policy.",

  on: copied,
  *check(at) {
    const text = at.string?.trim() ?? "";
    if (!(at.step === "path" ? BREAKS_PATH : BREAKS_VALUE).test(text) && !REACHES_OUT.test(text)) return;

    yield {
      at,
      message:
        at.step === "path"
          ? "This path writes directives of its own into the configuration of nginx."
          : `Annotation "${String(at.step).slice(PREFIX.length)}" writes directives of its own into the configuration of nginx.`,
    };
  },

  examples: [
    {
      title: "A path that closes its block opens another",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: "/x {} } location /token { alias /var/run/secrets/kubernetes.io/serviceaccount/;"
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This path writes directives of its own into the configuration of nginx.
            pathType: ImplementationSpecific
            backend:
              service: { name: web, port: { number: 80 } }
`,
    },
    {
      title: "An annotation that goes on after its end does so, too",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/auth-url: "http://example.com/#;load_module test;"
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "auth-url" writes directives of its own into the configuration of nginx.
    nginx.ingress.kubernetes.io/auth-tls-match-cn: "CN=abc #(\\n){}\\n}\\nssl_engine /proc/1/fd/3;"
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "auth-tls-match-cn" writes directives of its own into the configuration of nginx.
    nginx.ingress.kubernetes.io/permanent-redirect: https://example.com;}location/x{root/etc;
                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "permanent-redirect" writes directives of its own into the configuration of nginx.
spec:
  ingressClassName: nginx
`,
    },
    {
      title: "Regular expressions and variables of nginx are what they are for",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/auth-signin: https://$host/oauth2/start?rd=$escaped_request_uri
    nginx.ingress.kubernetes.io/auth-tls-match-cn: CN=(shop|till)-[0-9]{4}
    nginx.ingress.kubernetes.io/rewrite-target: /$2
    nginx.ingress.kubernetes.io/whitelist-source-range: |
      10.0.0.0/8,
      192.0.2.0/24
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api/v[0-9]{1,2}(/|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service: { name: web, port: { number: 80 } }
`,
    },
  ],
});

/** Annotations whose values ingress-nginx writes into its configuration as they are (internal/ingress/annotations). */
const COPIED =
  /^(?:app-root|auth-(?:cache-key|method|proxy-set-headers|signin|signin-redirect-param|tls-error-page|tls-match-cn|url)|connection-proxy-header|mirror-(?:host|target)|permanent-redirect|proxy-redirect-(?:from|to)|proxy-ssl-(?:ciphers|name)|rewrite-target|server-alias|session-cookie-[a-z-]+|ssl-ciphers|temporal-redirect|upstream-(?:hash-by|vhost)|x-forwarded-prefix)$/;

/** A line end, a brace that is no quantifier, or a directive's end. */
const BREAKS_PATH = /[\r\n;"]|\{(?!\d*,?\d*\})|^[^{]*\}/;
const BREAKS_VALUE = /[\r\n]|\{(?!\d*,?\d*\})|^[^{]*\}|#[^#]*;|;\s|;\}/;

/** What ingress-nginx's own inspector refuses wherever it stands (internal/ingress/inspector/rules.go). */
const REACHES_OUT = /_by_lua|\/var\/run\/secrets|\/etc\/(?:passwd|shadow|group|nginx|ingress-controller)/;
