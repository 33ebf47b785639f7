import { Proposal } from "../model/change.ts";
import { isPatch } from "../model/patches.ts";
import type { Place } from "../model/place.ts";
import { type Container, containersOf, pods } from "../model/pods.ts";
import { protocolOf } from "../model/ports.ts";
import { runsAlong } from "../model/resources.ts";
import { titleOf } from "../model/security-context.ts";
import { isServer } from "../model/workloads.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "missing-readiness-probe",
  severity: "warning",
  summary: "A pod that answers requests should say when it can.",
  presets: ["recommended"],
  fixable: "choice",
  why: `Without a readiness probe a pod counts as ready as soon as its process has started.
A Service then sends requests to a program that is still loading, and a rolling update takes the old pods away before the new ones can answer.
A release that never comes up replaces every working pod, where a failing probe would have stopped it at the first.`,
  mend: `Add a \`readinessProbe\` that asks what a request would need: an HTTP path of the program itself, or its gRPC health service.
Whether the port is open, which the fix asks, is the least that can be asked.
Do not ask after other services in it: when they fail, all pods are taken out at once.
A probe that is too strict, or a timeout of one second that is too short, keeps pods out of their Service.`,
  leave: `Leave it where nobody connects to the port, such as one for debugging.
Other tools ask every container for a probe; here one container of a pod that has one is enough, for a pod is ready only when all of its containers are.
Jobs, DaemonSets, bare pods and pods without a port are not asked, nor Knative's, which get a probe by themselves.`,

  on: pods,
  *check(pod) {
    if (!isServer(pod) || isPatch(pod.owner) || pod.spec.at("readinessGates").exists) return;
    const running = containersOf(pod).filter(runsAlong);
    if (running.some((it) => it.at("readinessProbe").exists)) return;
    const server = running.find((it) => openPort(it) !== undefined);
    const port = server && openPort(server);
    if (server === undefined || port === undefined) return;

    const probe = server.at("readinessProbe");
    yield {
      at: port.at("containerPort"),
      message: `${titleOf(server)} counts as ready before it can answer.`,
      fixes: [
        {
          title: "Add a readiness probe",
          safety: "choice",
          changes: () => [{ at: probe, value: { tcpSocket: { port: new Proposal(nameOf(port)) } } }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A started process is not yet one that answers",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - name: http
              containerPort: 8080
                             ^^^^ Container "web" counts as ready before it can answer.
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            tcpSocket:
              port: http
`,
    },
    {
      title: "One container that tells is enough, be it a sidecar",
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      initContainers:
        - name: proxy
          image: envoyproxy/envoy:v1.31.0
          restartPolicy: Always
          readinessProbe:
            tcpSocket: { port: 5432 }
      containers:
        - name: db
          image: postgres:17.2
          ports:
            - containerPort: 5432
`,
    },
    {
      title: "To a worker only monitors and debuggers connect",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  selector:
    matchLabels: { app: worker }
  template:
    metadata:
      labels: { app: worker }
    spec:
      containers:
        - name: worker
          image: registry.example.com/shop/worker:3.1
          ports:
            - name: http-metrics
              containerPort: 8942
            - name: delve
              containerPort: 40000
`,
    },
    {
      title: "A Job answers by ending",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/shop/migrate:3.1
          ports:
            - containerPort: 8080
`,
    },
  ],
});

/** What ports are called to which only monitors and debuggers connect, who come to the pod by its address. */
const FOR_WATCHERS = /(?:^|-)(?:metrics?|prometheus|prom|monitoring|debug|debugger|delve|dlv|pprof|jmx)(?:-|$)/;

/** The first port of a container to which a request may come. Throws `unknowable`. */
const openPort = (container: Container): Place | undefined =>
  container
    .at("ports")
    .children.find(
      (it) =>
        protocolOf(it) === "TCP" && it.at("containerPort").exists && !FOR_WATCHERS.test(it.at("name").string ?? ""),
    );

/** What a probe may call a port. Throws `unknowable`. */
const nameOf = (port: Place): string | number => port.at("name").string ?? port.at("containerPort").number ?? 80;
