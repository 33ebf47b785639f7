import { httpPaths, matching } from "../model/http-paths.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-path",
  severity: "error",
  summary: "A path must be one that the API server takes: absolute, and without detours.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the whole Ingress or HTTPRoute, so no path of it is served.
In a chart or an overlay this is noticed only when it is applied to the one cluster whose values are wrong.`,
  mend: `Begin the path with \`/\`, and write it as clients send it after their own tidying: without \`//\`, \`/./\`, \`/../\` and an encoded slash.
A path that begins with \`/\` already matches whatever follows when its type is \`Prefix\` or \`PathPrefix\`.`,
  leave: "Leave it where a tool that is not known here fills the path in before the manifest is applied.",

  on: httpPaths,
  *check(it) {
    const { path, type, resource } = it;
    const text = path.string;
    const how = matching(it);
    const isMissing = text === undefined && how !== "other" && type.exists && resource.kind === "Ingress";
    if (isMissing) yield { at: path, message: `The API server refuses pathType "${type.string}" without a path.` };
    if (text === undefined || text === "") return;

    if (!text.startsWith("/") && !(resource.kind === "HTTPRoute" && how === "other")) {
      yield {
        at: path,
        message: `The API server refuses path "${text}", for it does not begin with a slash.`,
        fixes: [{ title: "Begin it with a slash", safety: "review", changes: () => [{ at: path, value: `/${text}` }] }],
      };
      return;
    }
    if (how === "other") return;
    const wrong = DETOURS.find((it) => text.includes(it)) ?? ENDS.find((it) => text.endsWith(it));
    if (wrong !== undefined)
      yield { at: path, message: `The API server refuses path "${text}", for it holds "${wrong}".` };
  },

  examples: [
    {
      title: "A path begins with a slash",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: api
                  ^^^ The API server refuses path "api", for it does not begin with a slash.
            pathType: Prefix
            backend:
              service: { name: api, port: { number: 80 } }
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
          - path: /api
            pathType: Prefix
            backend:
              service: { name: api, port: { number: 80 } }
`,
    },
    {
      title: "A path makes no detours, and is there",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api//v1
                  ^^^^^^^^ The API server refuses path "/api//v1", for it holds "//".
            pathType: Prefix
            backend:
              service: { name: api, port: { number: 80 } }
          - pathType: Exact
            ^^^^^^^^ The API server refuses pathType "Exact" without a path.
            backend:
              service: { name: web, port: { number: 80 } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  parentRefs:
    - name: public
  rules:
    - matches:
        - path: { value: /static/.. }
                         ^^^^^^^^^^ The API server refuses path "/static/..", for it holds "/..".
`,
    },
    {
      title: "A regular expression may hold what it likes, and no path is every path",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api(//|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service: { name: api, port: { number: 80 } }
          - pathType: ImplementationSpecific
            backend:
              service: { name: web, port: { number: 80 } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  parentRefs:
    - name: public
  rules:
    - matches:
        - path: { type: RegularExpression, value: "(/de)?/shop" }
`,
    },
  ],
});

/** What no path of the types Exact and Prefix may hold (ValidateIngress in pkg/apis/networking/validation; HTTPPathMatch of the Gateway API says the same). */
const DETOURS = ["//", "/./", "/../", "%2f", "%2F"];

/** What it may not end with. */
const ENDS = ["/..", "/."];
