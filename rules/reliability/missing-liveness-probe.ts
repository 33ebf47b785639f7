import { Proposal } from "../model/change.ts";
import { isHook } from "../model/hooks.ts";
import { containers, type Pod } from "../model/pods.ts";
import { runsAlong } from "../model/resources.ts";
import { titleOf } from "../model/security-context.ts";
import { ENDLESS, isServer } from "../model/workloads.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "missing-liveness-probe",
  severity: "info",
  summary: "A container that may hang should be restarted when it does.",
  fixable: "choice",
  why: `The kubelet restarts a process that ends, and leaves alone one that hangs.
A program in a deadlock keeps its place and its connections until someone notices.`,
  mend: `Add a \`livenessProbe\` that only the process itself can fail: that it still runs its loop, not that its database answers.
Whether the port is open, which the fix asks, is what most programs answer even when they hang, so name a path where the program has one.
Give it more time than the readiness probe, and a \`startupProbe\` where starting takes long.
A probe that is too eager restarts pods under load, when they are needed most.`,
  leave: `Leave it for a program that ends when something is wrong with it.
Other tools ask every container for one; a careless liveness probe causes more outages than a missing one, so no preset but \`all\` asks.
Containers of Jobs and of pods that are to end are not asked, nor hooks, nor init containers that end.`,

  on: containers,
  *check(container) {
    if (!isToRun(container.pod) || !runsAlong(container)) return;
    const probe = container.at("livenessProbe");
    if (probe.exists) return;

    const port = container.at("ports", 0);
    const named = port.at("name").string ?? port.at("containerPort").number ?? 8080;
    yield {
      at: probe,
      message: `${titleOf(container)} is not restarted when it hangs.`,
      fixes: [
        {
          title: "Add a liveness probe",
          safety: "choice",
          changes: () => [{ at: probe, value: { tcpSocket: { port: new Proposal(named) } } }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A process that hangs does not end",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      initContainers:
        - name: prepare
          image: busybox:1.37
      containers:
        - name: agent
                ^^^^^ Container "agent" is not restarted when it hangs.
          image: registry.example.com/shop/agent:3.1
          ports:
            - containerPort: 9100
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      initContainers:
        - name: prepare
          image: busybox:1.37
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
          ports:
            - containerPort: 9100
          livenessProbe:
            tcpSocket:
              port: 9100
`,
    },
    {
      title: "A pod without a controller is restarted by its kubelet as well",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" is not restarted when it hangs.
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
      livenessProbe:
        tcpSocket:
          port: 8080
`,
    },
    {
      title: "A pod that is to end is looked at by whoever waits for it",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: smoke-test
spec:
  restartPolicy: Never
  containers:
    - name: curl
      image: curlimages/curl:8.11.0
      args: [http://web]
`,
    },
    {
      title: "A Job that hangs has its deadline",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  activeDeadlineSeconds: 600
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/shop/migrate:3.1
`,
    },
  ],
});

/** Whether a pod is to run until someone stops it. Throws `unknowable`. */
function isToRun(pod: Pod): boolean {
  const { owner, spec } = pod;
  if (pod.isBare) {
    const isOfJob = owner.at("metadata", "ownerReferences").children.some((it) => it.at("kind").value === "Job");
    return (spec.at("restartPolicy").value ?? "Always") === "Always" && !isHook(owner) && !isOfJob;
  }
  return ENDLESS.has(owner.groupKind) || isServer(pod);
}
