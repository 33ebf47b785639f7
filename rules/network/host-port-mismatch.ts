import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "host-port-mismatch",
  severity: "error",
  summary: "On the node's network a port of a container should be the same port of the node.",
  presets: ["recommended"],
  fixable: "review",
  why: "On the node's network nothing stands between the container and the node that could turn one port into another, and so the API server refuses two numbers: the change is not made at all.",
  mend: "Write the number that the process listens on in both places, or leave `hostPort` out; or give the pod a network of its own, where the two may differ.",
  leave: "There is no reason to leave it: the API server does not take it.",

  on: containers,
  *check(container) {
    if (container.pod.spec.at("hostNetwork").value !== true) return;

    for (const port of container.at("ports").children) {
      const [own, node] = [port.at("containerPort"), port.at("hostPort")];
      const number = own.number;
      if (number === undefined || (node.number ?? 0) === 0 || node.number === number) continue;
      yield {
        at: node,
        message: `${titleOf(container)} is on the node's network, where port ${number} is no other.`,
        see: [{ at: own, message: "The process listens here." }],
        fixes: [{ title: "Write the same port", safety: "review", changes: () => [{ at: node, value: number }] }],
      };
    }
  },

  examples: [
    {
      title: "On the node's network a port cannot become another",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  hostNetwork: true
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      ports:
        - containerPort: 8080
                         ~~~~ The process listens here.
          hostPort: 80
                    ^^ Container "proxy" is on the node's network, where port 8080 is no other.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  hostNetwork: true
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      ports:
        - containerPort: 8080
          hostPort: 8080
`,
    },
    {
      title: "The same port, none, or a network of one's own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  hostNetwork: true
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      ports:
        - containerPort: 8080
          hostPort: 8080
        - containerPort: 9901
        - containerPort: 9902
          hostPort: 0
---
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
          hostPort: 80
`,
    },
  ],
});
