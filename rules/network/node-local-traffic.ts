import { services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "node-local-traffic",
  severity: "info",
  summary: "A Service that keeps traffic on its node should have a pod on each node that is called.",
  fixable: "review",
  why: `With the policy \`Local\` a node that has no ready pod of the Service drops what is sent there, though pods elsewhere could answer.
After a drain or a deployment that moves the pods, some callers work and others time out, by the node that they happen to be on.
A load balancer of a cloud asks each node whether it has a pod; nobody asks before a caller uses a node's port or a ClusterIP.`,
  mend: `Run the pods as a DaemonSet, or remove the policy.
Without \`externalTrafficPolicy: Local\` pods see the address of a node in place of the caller's.
To prefer near pods and fall back on others there is \`trafficDistribution: PreferSameNode\` (since Kubernetes 1.35; \`PreferClose\` keeps to the zone).`,
  leave:
    "Leave it for agents that run on every node, and where whoever calls the node ports asks for the health of each node first.",

  on: services,
  *check(service) {
    const internal = service.at("spec", "internalTrafficPolicy");
    const external = service.at("spec", "externalTrafficPolicy");
    const isNodePort = typeOf(service) === "NodePort";
    for (const at of isNodePort ? [internal, external] : [internal]) {
      if (at.value !== "Local") continue;
      yield {
        at,
        message: `A node without a pod of Service "${service.name}" drops what is sent to it there.`,
        fixes: [{ title: "Let other nodes answer", safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A node without a pod drops the call",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: collector
spec:
  internalTrafficPolicy: Local
                         ^^^^^ A node without a pod of Service "collector" drops what is sent to it there.
  selector:
    app: collector
  ports:
    - port: 4317
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  externalTrafficPolicy: Local
                         ^^^^^ A node without a pod of Service "web" drops what is sent to it there.
  selector:
    app: web
  ports:
    - port: 80
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: collector
spec:
  selector:
    app: collector
  ports:
    - port: 4317
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "A load balancer asks the nodes first",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  internalTrafficPolicy: Cluster
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});
