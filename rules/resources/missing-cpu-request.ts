import { Proposal } from "../model/change.ts";
import { containers } from "../model/pods.ts";
import { isRequested, runsAlong } from "../model/resources.ts";
import { titleOf, valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "missing-cpu-request",
  severity: "info",
  summary: "A container should say how much CPU it needs.",
  presets: ["recommended"],
  fixable: "choice",
  why: `Where the processors of a node are busy, time on them is shared out by the containers' requests.
A container that asks for nothing gets next to nothing when a neighbour is busy: it answers late, its probes fail, and it is restarted in the middle of the rush.
The scheduler, too, takes it for one that needs nothing, and an autoscaler that goes by CPU cannot work without a request.`,
  mend: `Set \`resources.requests.cpu\` to what the container takes on an ordinary day: \`kubectl top pod --containers\` and your metrics know.
A request takes nothing away from anyone who needs it, and is no limit.
One that is too high wastes a part of a node, and may leave the pod \`Pending\`.`,
  leave:
    "Leave it for work that may wait until nobody else needs the processor (a Job that runs once is not asked), and where a LimitRange of the namespace gives a default, which a manifest does not show.",

  on: containers,
  *check(container, { cluster }) {
    if (container.pod.owner.groupKind === "batch/Job") return;
    if (!runsAlong(container) || isRequested(container, "cpu", cluster.kubernetes)) return;

    const request = container.at("resources", "requests", "cpu");
    yield {
      at: valueOrName(container, request),
      message: `${titleOf(container)} does not say how much CPU it needs.`,
      fixes: [
        {
          title: "Set a CPU request",
          safety: "choice",
          changes: () => [{ at: request, value: new Proposal("100m") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Who asks for nothing gets what is left",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
                ^^^ Container "web" does not say how much CPU it needs.
          image: nginx:1.27
          resources:
            limits:
              memory: 256Mi
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          resources:
            limits:
              memory: 256Mi
            requests:
              cpu: 100m
`,
    },
    {
      title: "No limit on CPU is asked for",
      good: `
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
          cpu: 250m
`,
    },
    {
      title: "A Job that runs once may wait",
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
`,
    },
    {
      title: "Before 1.34 a pod cannot speak for its containers",
      kubernetes: 33,
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 500m
  containers:
    - name: web
            ^^^ Container "web" does not say how much CPU it needs.
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 500m
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: 100m
`,
    },
  ],
});
