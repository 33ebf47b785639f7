import { type Container, containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "host-port",
  severity: "warning",
  summary: "A container must not take a port of its node.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A port of the node is open to everyone who reaches the node, often from outside of the cluster, past Services, Ingresses and the policies made for them.
Whoever may set it can take a port on which others expect a service of the node, and answer in its place.
Only one such pod fits on each node: the next one stays \`Pending\`, and a rolling update on a full cluster stands still.`,
  mend: `Remove \`hostPort\` and put a Service before the pod: \`ClusterIP\` for callers inside, \`LoadBalancer\`, \`NodePort\` or an Ingress for those outside.
What stops working is a caller that uses the node's address and that port: it gets \`connection refused\`.`,
  leave:
    "Leave it for one pod per node that must be found at the node's own address (an ingress controller on bare metal, a local DNS cache), and let a firewall decide who may come.",

  on: containers,
  *check(container, { cluster }) {
    const isExact = cluster.podSecurityLevel !== undefined;
    // On the node's network a port is the node's, said or not: `host-network` speaks for it.
    if (!isExact && usesHostNetwork(container)) return;

    for (const port of container.at("ports").children) {
      const hostPort = port.at("hostPort");
      if (hostPort.exists && hostPort.value !== 0) {
        if (hostPort.number === undefined) continue;
        yield {
          at: hostPort,
          message: `${titleOf(container)} takes port ${hostPort.shown} of its node.`,
          fixes: [{ title: "Remove hostPort", safety: "review", changes: () => [{ at: hostPort, remove: true }] }],
        };
      } else if (isExact) {
        yield* takenByDefault(container, port.at("containerPort"));
      }
    }
  },

  examples: [
    {
      title: "A web server takes port 80 of its node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - name: http
          containerPort: 8080
          hostPort: 80
                    ^^ Container "web" takes port 80 of its node.
        - containerPort: 9113
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - name: http
          containerPort: 8080
        - containerPort: 9113
`,
    },
    {
      title: "Port 0 is no port of the node",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - containerPort: 8080
          hostPort: 0
`,
    },
    {
      title: "On the node's network every port is the node's, and host-network says so",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - containerPort: 8080
          hostPort: 8080
`,
    },
    {
      title: "Pod Security counts the ports that the API server makes host ports of a Pod on the node's network",
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
               ~~~~ On the node's network every container port becomes a host port.
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - containerPort: 8080
                         ^^^^ Container "web" takes port 8080 of its node.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - containerPort: 8080
`,
    },
    {
      title: "A template keeps its ports as they are until pods are made of it",
      podSecurityLevel: "baseline",
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      hostNetwork: true
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 8080
`,
    },
  ],
});

/** The API server makes host ports of the container ports of a Pod on the node's network; ephemeral containers may have no ports. */
function* takenByDefault(container: Container, containerPort: Finding["at"]): Generator<Finding> {
  if (!container.pod.isBare || container.list === "ephemeralContainers") return;
  if (!usesHostNetwork(container) || containerPort.number === undefined || containerPort.value === 0) return;

  const hostNetwork = container.pod.spec.at("hostNetwork");
  yield {
    at: containerPort,
    message: `${titleOf(container)} takes port ${containerPort.shown} of its node.`,
    see: [{ at: hostNetwork, message: "On the node's network every container port becomes a host port." }],
    fixes: [{ title: "Remove hostNetwork", safety: "review", changes: () => [{ at: hostNetwork, remove: true }] }],
  };
}

const usesHostNetwork = (container: Container): boolean => container.pod.spec.at("hostNetwork").value === true;
