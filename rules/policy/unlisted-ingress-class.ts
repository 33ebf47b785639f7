import { Proposal } from "../model/change.ts";
import { globsSchema, literalOf, matchesAny, told } from "../model/globs.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly classes: readonly string[];
}

export default rule<Resource, Options>({
  id: "unlisted-ingress-class",
  severity: "warning",
  summary: "An Ingress must have a class that the organisation allows.",
  fixable: "choice",
  options: {
    properties: {
      classes: globsSchema(
        "Names of the Ingress classes, or Gateway classes, that may be named: `internal`, `team-*`.",
      ),
    },
    required: ["classes"],
  },
  why: `The class says which proxy serves an Ingress or a Gateway, and so who can reach it: the one for the intranet, or the one that faces the world.
A wrong class puts a service that was meant for colleagues onto the internet, past the proxy that asks for a login.`,
  mend: "Name a class that is allowed.",
  leave: `Leave it where an exception was made.
An Ingress that names no class is not accused: it gets the cluster's default, which a manifest does not show.`,

  on: kind("networking.k8s.io/Ingress", "extensions/Ingress", "gateway.networking.k8s.io/Gateway"),
  *check(resource, { options: { classes } }) {
    const places =
      resource.kind === "Gateway"
        ? [resource.at("spec", "gatewayClassName")]
        : [
            resource.at("spec", "ingressClassName"),
            resource.at("metadata", "annotations", "kubernetes.io/ingress.class"),
          ];
    const literal = literalOf(classes);
    for (const at of places) {
      const name = at.string;
      if (name === undefined || matchesAny(name, classes)) continue;
      yield {
        at,
        message: `Class "${name}" is not ${told(classes)}.`,
        fixes:
          literal === undefined
            ? []
            : [{ title: `Name ${literal}`, safety: "choice", changes: () => [{ at, value: new Proposal(literal) }] }],
      };
    }
  },

  examples: [
    {
      title: "Another class may face the world",
      options: { classes: ["internal", "partner-*"] },
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: admin
spec:
  ingressClassName: public
                    ^^^^^^ Class "public" is not "internal" or "partner-*".
  defaultBackend:
    service:
      name: admin
      port:
        number: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: admin
spec:
  gatewayClassName: public
                    ^^^^^^ Class "public" is not "internal" or "partner-*".
  listeners:
    - name: http
      port: 80
      protocol: HTTP
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: admin
spec:
  ingressClassName: internal
  defaultBackend:
    service:
      name: admin
      port:
        number: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: admin
spec:
  gatewayClassName: internal
  listeners:
    - name: http
      port: 80
      protocol: HTTP
`,
    },
    {
      title: "The annotation of old says the same",
      options: { classes: ["internal"] },
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: admin
  annotations:
    kubernetes.io/ingress.class: public
                                 ^^^^^^ Class "public" is not "internal".
spec:
  defaultBackend:
    service:
      name: admin
      port:
        number: 80
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: admin
  annotations:
    kubernetes.io/ingress.class: internal
spec:
  defaultBackend:
    service:
      name: admin
      port:
        number: 80
`,
    },
    {
      title: "Without a class, the cluster decides",
      options: { classes: ["internal"] },
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: admin
spec:
  defaultBackend:
    service:
      name: admin
      port:
        number: 80
`,
    },
  ],
});
