import { kind } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "overlapping-runs",
  severity: "info",
  summary: "A CronJob should not start while its last run goes on.",
  fixable: "review",
  why: `By default the next run starts even if the last one has not ended.
When a run takes longer than the time between two, for a slow database or a full disk, they pile up: each makes the others slower, and two of them may write the same file.`,
  mend: `Set \`concurrencyPolicy: Forbid\`, and a run that is due while another goes on is left out; with \`Replace\` the old one is stopped.
With \`Forbid\` one run that hangs keeps all later ones from starting: set \`activeDeadlineSeconds\`, too.`,
  leave: "Leave it where runs do not touch the same things.",

  on: kind("batch/CronJob"),
  *check(cronJob) {
    const policy = cronJob.at("spec", "concurrencyPolicy");
    if ((policy.value ?? "Allow") !== "Allow" || !cronJob.at("spec", "schedule").exists) return;

    yield {
      at: valueOrName(cronJob, policy),
      message: `Runs of CronJob "${cronJob.name}" may overlap.`,
      fixes: [{ title: "Forbid overlapping runs", safety: "review", changes: () => [{ at: policy, value: "Forbid" }] }],
    };
  },

  examples: [
    {
      title: "The next run starts while the last one goes on",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
        ^^^^^^ Runs of CronJob "backup" may overlap.
spec:
  schedule: "0 * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example.com/shop/backup:3.1
`,
      fixed: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example.com/shop/backup:3.1
  concurrencyPolicy: Forbid
`,
    },
    {
      title: "The old run makes way for the new one",
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 * * * *"
  concurrencyPolicy: Replace
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example.com/shop/backup:3.1
`,
    },
  ],
});
