import type { Place } from "../model/place.ts";
import type { Resource } from "../model/resource.ts";
import { isHeadless, type ServiceType, servicePorts, services, typeOf } from "../model/services.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "field-of-another-service-type",
  severity: "error",
  summary: "A Service should have no field that its type does not take.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a Service that combines them, so that the change is not made at all, or the one before stays.
It happens when a type is changed and the rest is left: from LoadBalancer to ClusterIP, a list of source ranges stays behind.`,
  mend: `Remove the field, or give the Service the type that it goes with.
A change of the type opens or closes the Service to callers outside: look who they are.`,
  leave: "There is no reason to leave it: the API server does not take it.",

  on: services,
  *check(service) {
    const type = typeOf(service);
    if (type === undefined) return;

    for (const { at, message, other } of misplaced(service, type)) {
      const removal: Fix = {
        title: `Remove ${at.step}`,
        safety: "review",
        changes: () => [{ at, remove: true }],
      };
      const change: Fix = {
        title: `Make it a Service of type ${other}`,
        safety: "review",
        changes: () => [{ at: service.at("spec", "type"), value: other ?? "" }],
      };
      yield { at, message, fixes: other === undefined ? [removal] : [removal, change] };
    }
  },

  examples: [
    {
      title: "A ClusterIP Service has no port on the nodes",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30080
                ^^^^^ A Service of type ClusterIP may not have "nodePort".
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
      alsoFixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30080
  type: NodePort
`,
    },
    {
      title: "What was a load balancer has left its fields behind",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: ClusterIP
  loadBalancerSourceRanges: [10.0.0.0/8]
  ^^^^^^^^^^^^^^^^^^^^^^^^ A Service of type ClusterIP may not have "loadBalancerSourceRanges".
  allocateLoadBalancerNodePorts: false
                                 ^^^^^ A Service of type ClusterIP may not have "allocateLoadBalancerNodePorts".
  externalTrafficPolicy: Local
                         ^^^^^ A Service of type ClusterIP may not have "externalTrafficPolicy".
  healthCheckNodePort: 30090
                       ^^^^^ "healthCheckNodePort" goes only with type LoadBalancer and externalTrafficPolicy Local.
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
  type: ClusterIP
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "A Service without an address cannot be reached from outside, and another host has its own",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: NodePort
  clusterIP: None
             ^^^^ A headless Service may not be of type NodePort.
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: v1
kind: Service
metadata:
  name: mail
spec:
  type: ExternalName
  externalName: mail.example.com
  clusterIP: None
             ^^^^ A Service of type ExternalName may not have "clusterIP".
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: NodePort
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: v1
kind: Service
metadata:
  name: mail
spec:
  type: ExternalName
  externalName: mail.example.com
`,
    },
    {
      title: "Each field has its type",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [10.0.0.0/8]
  allocateLoadBalancerNodePorts: false
  externalTrafficPolicy: Local
  healthCheckNodePort: 30090
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 600
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30080
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  externalIPs: [203.0.113.7]
  externalTrafficPolicy: Local
  loadBalancerSourceRanges: []
  selector:
    app: api
  ports:
    - port: 80
      nodePort: 0
`,
    },
  ],
});

interface Misplaced {
  readonly at: Place;
  readonly message: string;
  /** A type that takes the field, where one does by itself. */
  readonly other?: ServiceType;
}

/** What the API server refuses in a Service of this type (ValidateService of Kubernetes 1.37). Throws `unknowable`. */
function* misplaced(service: Resource, type: ServiceType): Generator<Misplaced> {
  const spec = (field: string) => service.at("spec", field);
  const unfit = (at: Place) => `A Service of type ${type} may not have "${at.step}".`;

  if (type !== "LoadBalancer") {
    for (const field of ["allocateLoadBalancerNodePorts", "loadBalancerClass", "loadBalancerSourceRanges"]) {
      const at = spec(field);
      const isEmpty = at.isSequence && at.children.length === 0;
      if (at.exists && !isEmpty) yield { at, message: unfit(at), other: "LoadBalancer" };
    }
  }
  if (type === "ClusterIP") {
    const taken = servicePorts(service).map((port) => port.at("nodePort"));
    for (const at of taken) if ((at.number ?? 0) !== 0) yield { at, message: unfit(at), other: "NodePort" };
  }

  const policy = spec("externalTrafficPolicy");
  const isReached =
    type === "LoadBalancer" || type === "NodePort" || (type === "ClusterIP" && spec("externalIPs").children.length > 0);
  if (policy.exists && policy.value !== "" && !isReached) yield { at: policy, message: unfit(policy) };

  const health = spec("healthCheckNodePort");
  if ((health.number ?? 0) !== 0 && !(type === "LoadBalancer" && policy.value === "Local")) {
    yield {
      at: health,
      message: '"healthCheckNodePort" goes only with type LoadBalancer and externalTrafficPolicy Local.',
    };
  }

  const address = spec("clusterIP");
  const isOutside = type === "NodePort" || type === "LoadBalancer";
  if (isOutside && isHeadless(service))
    yield { at: address, message: `A headless Service may not be of type ${type}.` };
  if (type === "ExternalName" && (address.string ?? "") !== "") yield { at: address, message: unfit(address) };
}
