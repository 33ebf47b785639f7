import { ingressPaths } from "../model/ingress.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { type Finding, rule } from "../rule.ts";

const backends = inKinds(new Set(["networking.k8s.io/Ingress"]), (ingress: Resource): readonly Place[] =>
  ingress.version !== "v1"
    ? []
    : [ingress.at("spec", "defaultBackend"), ...ingressPaths(ingress).map(({ place }) => place.at("backend"))],
);

export default rule({
  id: "invalid-backend",
  severity: "error",
  summary: "A backend of an Ingress must name one Service and one port of it.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the whole Ingress, so nothing of it is served.
\`serviceName\` and \`servicePort\` were the fields of \`networking.k8s.io/v1beta1\`, which is gone since Kubernetes 1.22; most examples on the web still have them.`,
  mend: `Write \`service.name\`, and \`service.port.number\` or \`service.port.name\`, never both.
The number is the Service's port, not the container's.`,
  leave: "Leave it in no case: the API server does not take it.",

  on: backends,
  *check(backend) {
    if (!backend.exists) {
      if (backend.step === "backend")
        yield { at: backend, message: "The API server refuses a path without a backend." };
      return;
    }
    const service = backend.at("service");
    if (backend.at("serviceName").exists || backend.at("servicePort").exists) yield legacy(backend);
    else if (service.exists && backend.at("resource").exists) {
      yield {
        at: backend.at("resource").named,
        message: "The API server refuses a backend with both a service and a resource.",
      };
    } else if (service.exists) yield* port(service);
    else if (!backend.at("resource").exists)
      yield { at: backend, message: "The API server refuses a backend without a service." };
  },

  examples: [
    {
      title: "The fields of older versions are refused",
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
            pathType: Prefix
            backend:
              serviceName: web
              ^^^^^^^^^^^ The API server refuses "serviceName" and "servicePort" in this version.
              servicePort: 80
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
              service:
                name: web
                port:
                  number: 80
`,
    },
    {
      title: "A port has a number or a name, not both, and a number is no name",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  defaultBackend:
    service:
      name: web
      port:
        name: http
              ^^^^ The API server refuses a port with both a name and a number.
        number: 80
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { name: "8080" } }
                                                  ^^^^^^ The API server refuses "8080" as the name of a port.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { number: 8080 } }
`,
    },
    {
      title: "A backend without a port leads nowhere",
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  defaultBackend:
    service:
      name: web
            ^^^ Service "web" has no port here, which the API server refuses.
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /api
            ^^^^ The API server refuses a path without a backend.
            pathType: Prefix
`,
    },
    {
      title: "A resource takes the place of a service",
      good: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  defaultBackend:
    resource: { apiGroup: storage.example.com, kind: Bucket, name: static }
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: { name: web, port: { name: http } }
`,
    },
  ],
});

function legacy(backend: Place): Finding {
  const [name, port] = [backend.at("serviceName"), backend.at("servicePort")];
  return {
    at: (name.exists ? name : port).named,
    message: 'The API server refuses "serviceName" and "servicePort" in this version.',
    fixes: [
      {
        title: "Write service in their place",
        safety: "review",
        changes: () => {
          const [service, value] = [name.string, port.string ?? port.number];
          if (service === undefined || value === undefined) return [];
          const number = Number(value);
          const written = Number.isInteger(number) ? { number } : { name: String(value) };
          return [
            { at: name, remove: true },
            { at: port, remove: true },
            { at: backend.at("service"), value: { name: service, port: written } },
          ];
        },
      },
    ],
  };
}

function* port(service: Place): Iterable<Finding> {
  const [name, number] = [service.at("port", "name"), service.at("port", "number")];
  const text = name.string;
  if (name.exists && number.exists) {
    yield {
      at: name,
      message: "The API server refuses a port with both a name and a number.",
      fixes: [{ title: "Remove the name", safety: "review", changes: () => [{ at: name, remove: true }] }],
    };
  } else if (!name.exists && !number.exists) {
    yield {
      at: service.at("name"),
      message: `Service "${service.at("name").shown}" has no port here, which the API server refuses.`,
    };
  } else if (text !== undefined && /^\d+$/.test(text)) {
    yield {
      at: name,
      message: `The API server refuses "${text}" as the name of a port.`,
      fixes: [
        {
          title: "Write it as a number",
          safety: "review",
          changes: () => [
            { at: name, remove: true },
            { at: number, value: Number(text) },
          ],
        },
      ],
    };
  }
}
