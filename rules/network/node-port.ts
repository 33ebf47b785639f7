import { servicePorts, services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "node-port",
  severity: "warning",
  summary: "A Service should not open a port on every node.",
  presets: ["strict"],
  fixable: "review",
  why: `A node port is open on each address of each node, the public ones included, for everyone who can route to it.
It goes past the Ingress or Gateway with its TLS, its logins and its logs, and NetworkPolicies often see the node's address in place of the caller's.
If the nodes have public addresses, the workload is on the internet.`,
  mend: `Make it a ClusterIP Service and let an Ingress, a Gateway or a load balancer bring in those who may come.
The fix removes \`type\` and what goes only with it; whoever called the node's port gets \`connection refused\` then.`,
  leave: `Leave it for clusters on bare metal that have nothing else, behind a firewall, and where an ingress controller of the cloud asks for node ports (ALB with target type \`instance\`, GCE without container-native load balancing).
A LoadBalancer has node ports as well, unless it says \`allocateLoadBalancerNodePorts: false\`; most clouds need them.`,

  on: services,
  *check(service) {
    const type = service.at("spec", "type");
    if (typeOf(service) !== "NodePort") return;

    yield {
      at: type,
      message: `Service "${service.name}" opens a port on every node.`,
      fixes: [
        {
          title: "Make it a ClusterIP Service",
          safety: "review",
          changes: () =>
            [
              type,
              service.at("spec", "externalTrafficPolicy"),
              ...servicePorts(service).map((port) => port.at("nodePort")),
            ].map((at) => ({ at, remove: true })),
        },
      ],
    };
  },

  examples: [
    {
      title: "A node port is open on every node",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
        ^^^^^^^^ Service "web" opens a port on every node.
  externalTrafficPolicy: Local
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30080
      targetPort: http
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
      targetPort: http
`,
    },
    {
      title: "A ClusterIP Service is for the cluster, and a load balancer is another matter",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: gateway
spec:
  type: LoadBalancer
  selector:
    app: gateway
  ports:
    - port: 443
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: hello
spec:
  type: NodePort
`,
    },
  ],
});
