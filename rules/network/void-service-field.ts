import type { Place } from "../model/place.ts";
import type { Resource } from "../model/resource.ts";
import { isHeadless, services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "void-service-field",
  severity: "warning",
  summary: "A Service should have no field that nobody reads for its type.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server takes these fields and nothing comes of them, so the Service does not do what it says.
A headless Service hands out the addresses of its pods and routes nothing: it keeps no caller at one pod, prefers no pod nearby and claims no address.
An ExternalName Service is a line in the DNS, and selects no pods; a name for another host says nothing where the type is another.`,
  mend: `Remove the field, or give the Service the type or the address with which it counts: a change of the type changes who reaches it.`,
  leave: "Leave it where a controller of your own reads the field.",

  on: services,
  *check(service) {
    for (const { at, message } of ignored(service)) {
      yield {
        at,
        message,
        fixes: [{ title: `Remove ${at.step}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A headless Service routes nothing",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  sessionAffinity: ClientIP
                   ^^^^^^^^ A headless Service has no use for "sessionAffinity".
  internalTrafficPolicy: Local
                         ^^^^^ A headless Service has no use for "internalTrafficPolicy".
  trafficDistribution: PreferClose
                       ^^^^^^^^^^^ A headless Service has no use for "trafficDistribution".
  selector:
    app: db
  ports:
    - port: 5432
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
`,
    },
    {
      title: "Another host has no pods, and pods are no other host",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: mail
spec:
  type: ExternalName
  externalName: mail.example.com
  selector:
  ^^^^^^^^ A Service of type ExternalName selects no pods.
    app: mail
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  externalName: web.example.com
                ^^^^^^^^^^^^^^^ A Service of type ClusterIP leads to no other host.
  loadBalancerIP: 203.0.113.7
                  ^^^^^^^^^^^ A Service of type ClusterIP has no load balancer.
  selector:
    app: web
  ports:
    - port: 80
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: mail
spec:
  type: ExternalName
  externalName: mail.example.com
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "How long a caller stays at one pod says nothing where it does not stay",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinityConfig:
  ^^^^^^^^^^^^^^^^^^^^^ "sessionAffinityConfig" counts only with sessionAffinity ClientIP.
    clientIP:
      timeoutSeconds: 600
  selector:
    app: web
  ports:
    - port: 80
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "Defaults that are written down do no harm",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  sessionAffinity: None
  internalTrafficPolicy: Cluster
  selector:
    app: db
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerIP: 203.0.113.7
  externalName: ""
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 600
  internalTrafficPolicy: Local
  trafficDistribution: PreferClose
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});

/** What kube-proxy, the DNS and the cloud controllers leave unread. Throws `unknowable`. */
function* ignored(service: Resource): Generator<{ readonly at: Place; readonly message: string }> {
  const spec = (field: string) => service.at("spec", field);
  const type = typeOf(service);
  if (type === undefined) return;

  if (isHeadless(service)) {
    const fields = [
      [spec("sessionAffinity"), "None"],
      [spec("internalTrafficPolicy"), "Cluster"],
      [spec("trafficDistribution"), undefined],
    ] as const;
    for (const [at, none] of fields) {
      if (at.exists && at.value !== none) yield { at, message: `A headless Service has no use for "${at.step}".` };
    }
  }
  const config = spec("sessionAffinityConfig");
  if (config.exists && (spec("sessionAffinity").value ?? "None") === "None") {
    yield { at: config.named, message: '"sessionAffinityConfig" counts only with sessionAffinity ClientIP.' };
  }
  const selector = spec("selector");
  if (type === "ExternalName" && selector.children.length > 0) {
    yield { at: selector.named, message: "A Service of type ExternalName selects no pods." };
  }
  const name = spec("externalName");
  if (type !== "ExternalName" && (name.string ?? "") !== "") {
    yield { at: name, message: `A Service of type ${type} leads to no other host.` };
  }
  const address = spec("loadBalancerIP");
  if (type !== "LoadBalancer" && (address.string ?? "") !== "") {
    yield { at: address, message: `A Service of type ${type} has no load balancer.` };
  }
}
