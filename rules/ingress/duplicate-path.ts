import { INGRESSES, type IngressPart, ingressRules } from "../model/ingress.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

/** A path that stands in an Ingress before. */
interface Duplicate {
  readonly path: Place;
  readonly before: Place;
  readonly host: string;
}

const duplicates = inKinds(new Set(INGRESSES), (ingress: Resource): readonly Duplicate[] => {
  const seen = new Map<string, Place>();
  return ingressRules(ingress).flatMap((rule) =>
    known(rule).flatMap(({ path, key, host }) => {
      const before = seen.get(key);
      if (before !== undefined) return [{ path, before, host }];
      seen.set(key, path);
      return [];
    }),
  );
});

export default rule({
  id: "duplicate-path",
  severity: "error",
  summary: "A path should stand in an Ingress only once for each host.",
  presets: ["recommended"],
  fixable: "review",
  why: `Only one of the two backends is served, and which one is up to the controller: ingress-nginx takes the first, others the last.
The other gets no request, which nobody notices until it is the one that matters, and a change to it changes nothing.`,
  mend: "Remove the one that is not meant, or give it the host or path that it was meant for.",
  leave:
    "Leave it where the controller tells the two apart by an annotation. Actions of AWS's load balancers, which do so by the port `use-annotation`, are left in peace.",

  on: duplicates,
  *check({ path, before, host }) {
    const backends = [path, before].map((it) => it.at("backend"));
    if (backends.some((it) => it.at("service", "port", "name").string === "use-annotation")) return;

    const [own, other] = backends.map((it) => JSON.stringify(it.value));
    const shown = path.at("path").string ?? "";
    yield {
      at: path.at("path"),
      message: `Path "${shown}" stands twice for ${host === "" ? "every host" : `host "${host}"`}.`,
      see: [{ at: before.at("path"), message: "Here it stands before." }],
      fixes:
        own === other
          ? [{ title: "Remove the second", safety: "review", changes: () => [{ at: path, remove: true }] }]
          : [],
    };
  },

  examples: [
    {
      title: "Of two equal paths, one is never served",
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
                  ~ Here it stands before.
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
          - path: /
                  ^ Path "/" stands twice for host "shop.example.com".
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
`,
    },
    {
      title: "Rules for one host are one rule",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /api
                  ~~~~ Here it stands before.
            pathType: Prefix
            backend:
              service: { name: old, port: { number: 80 } }
    - http:
        paths:
          - path: /api
                  ^^^^ Path "/api" stands twice for every host.
            pathType: Prefix
            backend:
              service: { name: new, port: { number: 80 } }
`,
    },
    {
      title: "Another type, another host or an action of the load balancer makes it another",
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
          - path: /
            pathType: Prefix
            backend:
              service: { name: ssl-redirect, port: { name: use-annotation } }
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
          - path: /
            pathType: Exact
            backend:
              service: { name: front, port: { number: 80 } }
    - host: www.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 80 } }
`,
    },
  ],
});

/** The paths of a rule of which all is known that tells them apart. */
function known({ place }: IngressPart): readonly { path: Place; key: string; host: string }[] {
  return place.at("http", "paths").children.flatMap((path) =>
    ifKnown(() => {
      const host = place.at("host").string ?? "";
      const parts = [host, path.at("path").string ?? "", path.at("pathType").string ?? ""];
      return [{ path, key: JSON.stringify(parts), host }];
    }, []),
  );
}
