import { isPatch } from "../model/patches.ts";
import { containersOf, isSidecar, pods } from "../model/pods.ts";
import { titleOf, valueOrName } from "../model/security-context.ts";
import { isServer } from "../model/workloads.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unprobed-container",
  severity: "info",
  summary: "A program that runs for good may say when it is ready, even if it opens no port.",
  why: `A pod without a readiness probe counts as ready as soon as its processes have started.
A rolling update then goes on to the next pod, however long this one takes to load, and however soon it fails.
A worker that cannot reach its queue takes the place of one that could.`,
  mend: `Add a \`readinessProbe\` with a command that tells whether the program has begun its work: a file that it writes, say.
What to ask only its author knows, so there is no fix.`,
  leave: `Leave it for programs that are ready as soon as they run, or that end with an error where they cannot work.
Containers with ports are told by \`missing-readiness-probe\`, and those of one that runs to its end by nobody.`,

  on: pods,
  *check(pod) {
    if (!isServer(pod) || isPatch(pod.owner) || pod.spec.at("readinessGates").exists) return;
    const running = containersOf(pod).filter((it) => it.list === "containers" || isSidecar(it));
    if (running.some((it) => it.at("readinessProbe").exists || it.at("ports").children.length > 0)) return;
    for (const container of running) {
      if (container.list !== "containers") continue;
      yield {
        at: valueOrName(container, container.at("readinessProbe")),
        message: `${titleOf(container)} counts as ready before it has begun its work.`,
      };
    }
  },

  examples: [
    {
      title: "A worker that has started need not have begun",
      bad: `
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
                ^^^^^^ Container "worker" counts as ready before it has begun its work.
          image: ghcr.io/shop/worker:2.1
`,
    },
    {
      title: "One probe will do, and a Job has an end",
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
          image: ghcr.io/shop/worker:2.1
          readinessProbe:
            exec: { command: [test, -f, /tmp/ready] }
        - name: logger
          image: ghcr.io/shop/logger:2.1
---
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
          image: ghcr.io/shop/migrate:2.1
`,
    },
  ],
});
