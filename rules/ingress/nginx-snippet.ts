import { INGRESSES } from "../model/ingress.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const snippets = inKinds(new Set(INGRESSES), (ingress: Resource): readonly Place[] =>
  ingress.at("metadata", "annotations").children.filter(({ step }) => SNIPPET.test(String(step))),
);

export default rule({
  id: "nginx-snippet",
  severity: "warning",
  summary: "An Ingress should not carry pieces of an nginx configuration.",
  presets: ["recommended"],
  why: `A snippet is copied into the configuration of the controller that serves every host, and runs there.
With it, whoever may write an Ingress in one namespace reads the controller's service-account token and with that every Secret of the cluster (CVE-2021-25742), or answers for the hosts of others.
Lua runs any program; \`alias\` and \`root\` serve the controller's own files.`,
  mend: `Say the same by an annotation of its own (\`custom-headers\`, \`proxy-set-headers\`, \`denylist-source-range\`, \`permanent-redirect\`), or in the application.
Then let the controller refuse snippets for all: \`allow-snippet-annotations: "false"\`, which is ingress-nginx's default since 1.9.
Where it refuses them already, an Ingress with a snippet is refused or served without it.`,
  leave: "Leave it where only those who administer the controller may write an Ingress.",

  on: snippets,
  *check(annotation) {
    const text = annotation.string ?? "";
    const name = String(annotation.step).replace(/^.*\//, "");
    const danger = DANGERS.find(([pattern]) => pattern.test(text))?.[1];

    yield {
      at: annotation.named,
      ...(danger !== undefined && { severity: "error" }),
      message: `Annotation "${name}" writes into the configuration of the controller${danger === undefined ? "" : `, and ${danger}`}.`,
    };
  },

  examples: [
    {
      title: "A snippet is copied into the controller's configuration",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: |
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "configuration-snippet" writes into the configuration of the controller.
      more_set_headers "X-Frame-Options: DENY";
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
`,
    },
    {
      title: "Some snippets reach for the controller itself",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/server-snippet: |
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "server-snippet" writes into the configuration of the controller, and runs Lua there.
      location /run { content_by_lua 'ngx.say("hello")'; }
    nginx.ingress.kubernetes.io/configuration-snippet: "location /x { alias /var/run/secrets/kubernetes.io/; }"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "configuration-snippet" writes into the configuration of the controller, and serves its files.
    nginx.org/server-snippets: "return 302 /index.html;"
    ^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "server-snippets" writes into the configuration of the controller.
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
`,
    },
    {
      title: "Other annotations are checked by the controller",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/custom-headers: shop/headers
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
`,
    },
  ],
});

/** The snippets of ingress-nginx and of F5's controller, from their documentation. */
const SNIPPET = /^nginx\.ingress\.kubernetes\.io\/[a-z-]+-snippet$|^nginx\.org\/(?:server|location)-snippets$/;

/** What ingress-nginx's own inspector refuses in what is written into its configuration (internal/ingress/inspector/rules.go), and why. */
const DANGERS: readonly (readonly [RegExp, string])[] = [
  [/_by_lua|\blua_/, "runs Lua there"],
  [
    /\b(?:alias|root)\s+[^;]+;|\/var\/run\/secrets|\/etc\/(?:passwd|shadow|group|nginx|ingress-controller)/,
    "serves its files",
  ],
];
