import { Proposal } from "../model/change.ts";
import { isHook } from "../model/hooks.ts";
import { jobs } from "../model/jobs.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "lingering-job",
  severity: "info",
  summary: "A Job that has ended should be cleared away.",
  fixable: "choice",
  why: `A Job that has ended stays, with its pods and their logs, until someone deletes it.
Where each release or each call makes one, thousands of them fill etcd and make every list of pods slow.`,
  mend: `Set \`ttlSecondsAfterFinished\` to how long someone may want to look at it: a day is 86400.
The pods and their logs go with it.`,
  leave: `Leave it where a GitOps tool applies the Job: it would make the Job anew each time it is cleared away.
Jobs of a CronJob are cleared away by its history limits, and hooks of Helm and Argo CD by what made them; other tools ask of those, too.`,

  on: jobs,
  *check({ owner, at }) {
    const lifetime = at("ttlSecondsAfterFinished");
    if (owner.groupKind !== "batch/Job" || lifetime.exists || isHook(owner)) return;

    yield {
      at: valueOrName(owner, lifetime),
      message: `Job "${owner.name}" stays when it has ended.`,
      fixes: [
        {
          title: "Clear the Job away after a day",
          safety: "choice",
          changes: () => [{ at: lifetime, value: new Proposal(86_400) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "What each call makes, nobody takes away",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
        ^^^^^^ Job "import" stays when it has ended.
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
  ttlSecondsAfterFinished: 86400
`,
    },
    {
      title: "Helm clears its hooks away, and a CronJob its Jobs",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: pre-upgrade
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/shop/migrate:3.1
---
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
