import { annotated, annotation, annotationsUnder } from "../model/annotations.ts";
import { type HttpPath, httpPaths, matching } from "../model/http-paths.ts";
import { classOf } from "../model/ingress.ts";
import { type Fix, rule } from "../rule.ts";

/** Classes of the Application Gateway, which takes an asterisk at the end for one itself: application-gateway-kubernetes-ingress, issue 1238. */
const AZURE: ReadonlySet<string> = new Set(["azure-application-gateway", "azure/application-gateway"]);

export default rule({
  id: "literal-pattern-path",
  severity: "error",
  summary: "A path that is a pattern needs a pathType by which it is taken for one.",
  presets: ["recommended"],
  fixable: "review",
  why: `With the types \`Prefix\` and \`Exact\`, a path is compared as it stands: \`/api/*\` matches a request for an asterisk, and nothing else.
The requests that were meant go to whatever else matches, often to the front page, or get 404.
Where an Ingress guards its paths (a login by annotation, a list of addresses), they then pass the guard by.
ingress-nginx takes a pattern for one as soon as some Ingress of the host has \`use-regex\` or \`rewrite-target\`, but since 1.12 its webhook refuses it with these types.`,
  mend: `Write \`/api\` with the type \`Prefix\`: it matches \`/api\`, \`/api/\` and all below.
A real regular expression needs \`ImplementationSpecific\` and a controller that reads it: ingress-nginx with the annotation \`use-regex: "true"\`.
It is then matched without regard to capital letters, and so is every other path of that host.`,
  leave: "Leave it where clients really send these characters.",

  on: httpPaths,
  *check(it) {
    const { path, type, resource } = it;
    const text = path.string;
    if (text === undefined || !PATTERN.test(text)) return;

    if (text.endsWith("*") && resource.kind === "Ingress" && AZURE.has(classOf(resource) ?? "")) return;

    if (matching(it) !== "other") {
      const shown = type.string ?? "PathPrefix";
      yield {
        at: path,
        message: `Path "${text}" is a pattern, but type ${shown} takes it literally.`,
        fixes: fixes(it, text),
      };
      return;
    }
    if (resource.kind !== "Ingress" || !classOf(resource)?.includes("nginx") || isRead(it)) return;
    const regex = annotation(resource, `${NGINX}use-regex`);
    yield {
      at: path,
      message: `Path "${text}" is a pattern, but ingress-nginx takes it literally without use-regex.`,
      fixes: [{ title: "Set use-regex", safety: "review", changes: () => [{ at: regex, value: "true" }] }],
    };
  },

  examples: [
    {
      title: "An asterisk is nothing but an asterisk",
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
          - path: /api/*
                  ^^^^^^ Path "/api/*" is a pattern, but type Prefix takes it literally.
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
      title: "Azure's Application Gateway takes an asterisk at the end for a pattern",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: azure-application-gateway
  rules:
    - http:
        paths:
          - path: /api/*
            pathType: Prefix
            backend:
              service: { name: api, port: { number: 80 } }
`,
    },
    {
      title: "A regular expression needs another type",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /$2
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api(/|$)(.*)
                  ^^^^^^^^^^^^^ Path "/api(/|$)(.*)" is a pattern, but type Prefix takes it literally.
            pathType: Prefix
            backend:
              service: { name: api, port: { number: 80 } }
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
        - path:
            value: /v[12]/items
                   ^^^^^^^^^^^^ Path "/v[12]/items" is a pattern, but type PathPrefix takes it literally.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /$2
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api(/|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service: { name: api, port: { number: 80 } }
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
        - path:
            value: /v[12]/items
            type: RegularExpression
`,
    },
    {
      title: "The controller ingress-nginx must be told that there are patterns",
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
          - path: /img/.*\\.png
                  ^^^^^^^^^^^^ Path "/img/.*\\.png" is a pattern, but ingress-nginx takes it literally without use-regex.
            pathType: ImplementationSpecific
            backend:
              service: { name: img, port: { number: 80 } }
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/use-regex: "true"
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /img/.*\\.png
            pathType: ImplementationSpecific
            backend:
              service: { name: img, port: { number: 80 } }
`,
    },
    {
      title: "Load balancers of AWS and Google Cloud know asterisks, and other signs are part of names",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: alb
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api/*
            pathType: ImplementationSpecific
            backend:
              service: { name: api, port: { number: 80 } }
          - path: /odata/$metadata
            pathType: Exact
            backend:
              service: { name: api, port: { number: 80 } }
          - path: /products(1)
            pathType: Prefix
            backend:
              service: { name: api, port: { number: 80 } }
`,
    },
  ],
});

const NGINX = "nginx.ingress.kubernetes.io/";

/** What makes a path a pattern: an asterisk, a class, a group with something in it, an escape, an anchor. */
const PATTERN = /\*|\.\+|\[[^\]]+\]|\([^)]*[|.?+*][^)]*\)|\\|\^|[^/]\$$/;

/** Whether ingress-nginx reads the patterns of an Ingress; of the controller by F5 that is not said. */
const isRead = ({ resource }: HttpPath): boolean =>
  annotated(resource, `${NGINX}use-regex`) === "true" ||
  annotation(resource, `${NGINX}rewrite-target`).exists ||
  annotationsUnder(resource, "nginx.org/").length > 0;

function fixes({ path, type, resource }: HttpPath, text: string): readonly Fix[] {
  const shorter = text.replace(/\/\*$/, "") || "/";
  if (type.string !== "Exact" && !PATTERN.test(shorter)) {
    return [{ title: `Write ${shorter}`, safety: "review", changes: () => [{ at: path, value: shorter }] }];
  }
  const value = resource.kind === "Ingress" ? "ImplementationSpecific" : "RegularExpression";
  return [{ title: `Set the type to ${value}`, safety: "review", changes: () => [{ at: type, value }] }];
}
