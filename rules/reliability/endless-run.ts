import { Proposal } from "../model/change.ts";
import { jobs } from "../model/jobs.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "endless-run",
  severity: "info",
  summary: "A run that keeps the next ones from starting should have a deadline.",
  presets: ["recommended"],
  fixable: "choice",
  why: `With \`concurrencyPolicy: Forbid\` no run starts while another goes on.
One that waits for an answer that never comes goes on for ever, and no backup or report is made from that day on: no pod fails, and no event tells of it.`,
  mend: `Set \`activeDeadlineSeconds\` in the Job's spec to more than the longest run takes.
A run that takes longer is stopped and counts as failed, and the next one starts at its time.`,
  leave: "Leave it where the program itself gives up after some time.",

  on: jobs,
  *check({ owner, at, pod }) {
    const policy = owner.at("spec", "concurrencyPolicy");
    const deadline = at("activeDeadlineSeconds");
    if (policy.value !== "Forbid" || deadline.exists || pod.spec.at("activeDeadlineSeconds").exists) return;

    yield {
      at: policy,
      message: `A run of CronJob "${owner.name}" that hangs keeps all later ones from starting.`,
      fixes: [
        {
          title: "Set a deadline",
          safety: "choice",
          changes: () => [{ at: deadline, value: new Proposal(3600) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "One run that hangs is the last one",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
                     ^^^^^^ A run of CronJob "backup" that hangs keeps all later ones from starting.
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
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example.com/shop/backup:3.1
      activeDeadlineSeconds: 3600
`,
    },
    {
      title: "The pod may have the deadline",
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          activeDeadlineSeconds: 3600
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example.com/shop/backup:3.1
`,
    },
    {
      title: "Where runs may overlap, none waits for another",
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
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
