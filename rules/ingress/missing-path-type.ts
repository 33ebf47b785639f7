import { Proposal } from "../model/change.ts";
import { ingressPaths } from "../model/ingress.ts";
import { rule } from "../rule.ts";

const TYPES = ["Exact", "ImplementationSpecific", "Prefix"];

export default rule({
  id: "missing-path-type",
  severity: "error",
  summary: "Each path of an Ingress must say how it is matched.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the whole Ingress, so no path of it is served.
An Ingress of \`networking.k8s.io/v1beta1\` needed no \`pathType\`, so this is the line that is missing after a change of its version.`,
  mend: `Write \`Prefix\` for a path and all below it, \`Exact\` for that path alone.
\`ImplementationSpecific\` is what the older versions took, and leaves it to the controller.`,
  leave: "Leave it in an Ingress of an older version, of which this rule says nothing.",

  on: ingressPaths,
  *check({ ingress, place }) {
    const at = place.at("pathType");
    const value = at.string;
    if (ingress.apiVersion !== "networking.k8s.io/v1" || TYPES.includes(value ?? "")) return;

    const meant = TYPES.find((it) => it.toLowerCase() === value?.toLowerCase());
    const path = place.at("path").shown || "/";
    yield {
      at: at.exists ? at : place.at("path").named,
      message: at.exists
        ? `The API server knows no pathType "${at.shown}".`
        : `Path "${path}" has no pathType, which the API server refuses.`,
      fixes: [
        meant === undefined
          ? { title: "Set the pathType", safety: "choice", changes: () => [{ at, value: new Proposal("Prefix") }] }
          : { title: `Write ${meant}`, safety: "review", changes: () => [{ at, value: meant }] },
      ],
    };
  },

  examples: [
    {
      title: "A path says how it is matched",
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
          - path: /
            ^^^^ Path "/" has no pathType, which the API server refuses.
            backend:
              service: { name: web, port: { number: 80 } }
          - path: /api
            pathType: prefix
                      ^^^^^^ The API server knows no pathType "prefix".
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
          - path: /
            backend:
              service: { name: web, port: { number: 80 } }
            pathType: Prefix
          - path: /api
            pathType: Prefix
            backend:
              service: { name: api, port: { number: 80 } }
`,
    },
    {
      title: "Older versions needed none",
      kubernetes: 21,
      good: `
apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            backend:
              serviceName: web
              servicePort: 80
`,
    },
  ],
});
