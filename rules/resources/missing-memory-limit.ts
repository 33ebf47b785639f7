import { Proposal } from "../model/change.ts";
import { containers } from "../model/pods.ts";
import { isLimited, runsAlong } from "../model/resources.ts";
import { titleOf, valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "missing-memory-limit",
  severity: "warning",
  summary: "A container should say how much memory it may take at most.",
  presets: ["recommended"],
  fixable: "choice",
  replaces: ["missing-memory-request"],
  why: `A container without a memory limit may take all the memory of its node.
A leak, or someone who sends it large requests on purpose, then starves every other pod there: the kernel kills processes by its own lights, and the kubelet evicts pods that did nothing wrong.
With a limit, the one that asks for too much is the one that is killed.`,
  mend: `Set \`resources.limits.memory\` somewhat above what the container takes at its busiest: \`kubectl top pod --containers\` and your metrics know.
The limit counts as the request, too, where no request is written.
A limit that is too low shows as \`OOMKilled\` in \`kubectl describe pod\`, and runtimes with a heap of their own (Java, Node.js) must be told of it.`,
  leave:
    "Leave it where a LimitRange of the namespace gives a default, which a manifest does not show, and for a node agent that must never be killed.",

  on: containers,
  *check(container, { cluster }) {
    if (!runsAlong(container) || isLimited(container, "memory", cluster.kubernetes)) return;

    const limit = container.at("resources", "limits", "memory");
    const request = container.at("resources", "requests", "memory");
    yield {
      at: valueOrName(container, limit),
      message: `${titleOf(container)} may take all the memory of its node.`,
      fixes: [
        {
          title: "Set a memory limit",
          safety: "choice",
          // A limit below the request would be refused: begin with what is asked for.
          changes: () => [{ at: limit, value: new Proposal(request.string ?? request.number ?? "256Mi") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A container without a limit may take what others need",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" may take all the memory of its node.
      image: nginx:1.27
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
      resources:
        limits:
          memory: 256Mi
`,
    },
    {
      title: "A limit is proposed that is no lower than the request",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" may take all the memory of its node.
      image: nginx:1.27
      resources:
        requests:
          cpu: 100m
          memory: 1Gi
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
      resources:
        requests:
          cpu: 100m
          memory: 1Gi
        limits:
          memory: 1Gi
`,
    },
    {
      title: "A pod may set one limit for all its containers",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    limits:
      memory: 512Mi
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "What a patch leaves out stands in what it patches",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          args: [--verbose]
`,
    },
    {
      title: "A sidecar runs for as long as its pod",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: proxy
            ^^^^^ Container "proxy" may take all the memory of its node.
      image: envoyproxy/envoy:v1.31.0
      restartPolicy: Always
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          memory: 256Mi
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      restartPolicy: Always
      resources:
        limits:
          memory: 256Mi
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          memory: 256Mi
`,
    },
  ],
});
