import { Proposal } from "../model/change.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** What the API server fills in: `SetDefaults_Deployment` of Kubernetes. */
const DEFAULT = 600;

export default rule({
  id: "impatient-rollout",
  severity: "error",
  summary: "A rollout should be given more time than one pod must prove itself.",
  presets: ["recommended"],
  fixable: "choice",
  why: `A pod counts as available when it has been ready for \`minReadySeconds\`.
If the rollout has to make progress within as many seconds or fewer, it could never succeed, and so the API server refuses the Deployment.
Where nothing is written, \`progressDeadlineSeconds\` is ${DEFAULT}.`,
  mend: "Raise `progressDeadlineSeconds` above `minReadySeconds`, by as long as a pod takes to start, or lower `minReadySeconds`.",
  leave: "There is no reason to leave it.",

  on: kind("apps/Deployment"),
  *check(deployment) {
    const ready = deployment.at("spec", "minReadySeconds");
    const deadline = deployment.at("spec", "progressDeadlineSeconds");
    const seconds = ready.number ?? 0;
    if (seconds === 0 || (deadline.number ?? DEFAULT) > seconds) return;

    yield {
      at: deadline.exists ? deadline : ready,
      message: `Deployment "${deployment.name}" wants pods that are ready for ${seconds} seconds within ${deadline.number ?? DEFAULT}, and the API server refuses it.`,
      fixes: [
        {
          title: "Give the rollout more time",
          safety: "choice",
          changes: () => [{ at: deadline, value: new Proposal(seconds + DEFAULT) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Nobody can be ready for longer than he has",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 600
                   ^^^ Deployment "web" wants pods that are ready for 600 seconds within 600, and the API server refuses it.
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 600
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
  progressDeadlineSeconds: 1200
`,
    },
    {
      title: "A little more is enough",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 30
  progressDeadlineSeconds: 31
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
  ],
});
