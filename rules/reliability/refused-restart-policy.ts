import { Proposal } from "../model/change.ts";
import { pods } from "../model/pods.ts";
import { valueOrName } from "../model/security-context.ts";
import { ENDING, ENDLESS } from "../model/workloads.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "refused-restart-policy",
  severity: "error",
  summary: "A pod should be restarted as its kind wants it.",
  presets: ["recommended"],
  fixable: "review",
  why: `The pods of a Deployment, StatefulSet or DaemonSet run for ever, and the API server refuses any \`restartPolicy\` but \`Always\`.
Those of a Job are to end, and it refuses \`Always\`, which also counts where nothing is written.
Either way nothing is applied.`,
  mend: `Remove \`restartPolicy\` from what runs for ever.
In a Job choose \`Never\`, where each failure makes a new pod and leaves the old one with its logs, or \`OnFailure\`, where the container is restarted in its pod, which is removed with its logs when the Job gives up.`,
  leave: "There is no reason to leave it.",

  on: pods,
  *check({ owner, spec }) {
    const policy = spec.at("restartPolicy");
    const written = policy.value ?? "Always";
    if (ENDLESS.has(owner.groupKind) && written !== "Always") {
      yield {
        at: policy,
        message: `The API server refuses a ${owner.kind} with the restartPolicy "${policy.shown}".`,
        fixes: [{ title: "Remove restartPolicy", safety: "review", changes: () => [{ at: policy, remove: true }] }],
      };
    }
    if (ENDING.has(owner.groupKind) && written !== "Never" && written !== "OnFailure") {
      yield {
        at: valueOrName(owner, policy),
        message: policy.exists
          ? `The API server refuses a ${owner.kind} with the restartPolicy "${policy.shown}".`
          : `${owner.kind} "${owner.name}" has no restartPolicy, and the API server refuses it.`,
        fixes: [
          {
            title: "Set restartPolicy to Never",
            safety: "choice",
            changes: () => [{ at: policy, value: new Proposal("Never") }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A Deployment restarts its pods always",
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
      restartPolicy: OnFailure
                     ^^^^^^^^^ The API server refuses a Deployment with the restartPolicy "OnFailure".
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
    {
      title: "A Job must say what becomes of a pod that fails",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
        ^^^^^^ CronJob "report" has no restartPolicy, and the API server refuses it.
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: report
              image: registry.example.com/shop/report:3.1
`,
      fixed: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: report
              image: registry.example.com/shop/report:3.1
          restartPolicy: Never
`,
    },
    {
      title: "A patch of a Job need not repeat it, and a sidecar of a Job has its own",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      containers:
        - name: migrate
          args: [--verbose]
---
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
      initContainers:
        - name: proxy
          image: envoyproxy/envoy:v1.31.0
          restartPolicy: Always
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
`,
    },
  ],
});
