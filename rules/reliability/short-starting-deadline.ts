import { Proposal } from "../model/change.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Kubernetes' documentation of CronJobs: below this "the CronJob may not be scheduled". */
const LEAST = 10;

export default rule({
  id: "short-starting-deadline",
  severity: "warning",
  summary: "A run of a CronJob should be given some time to start.",
  presets: ["recommended"],
  fixable: "choice",
  why: `A run that has not been started within \`startingDeadlineSeconds\` of its time is left out, and only an event tells of it.
Within a few seconds the controller may be busy with other CronJobs, or be replaced by another; a nightly backup is then missing that night.`,
  mend: `Set \`startingDeadlineSeconds\` to how late a run may start and still be of use, and to no fewer than ${LEAST} seconds.
Without the field a run is made up for whenever the controller can.`,
  leave: "Leave it where a run that is late by seconds does more harm than one that is missing.",

  on: kind("batch/CronJob"),
  *check({ at, name }) {
    const deadline = at("spec", "startingDeadlineSeconds");
    const seconds = deadline.number;
    if (seconds === undefined || seconds >= LEAST) return;

    yield {
      at: deadline,
      message: `CronJob "${name}" leaves out a run that is ${seconds} seconds late.`,
      fixes: [
        {
          title: "Give a run more time to start",
          safety: "choice",
          changes: () => [{ at: deadline, value: new Proposal(300) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A few seconds are soon gone",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  startingDeadlineSeconds: 5
                           ^ CronJob "backup" leaves out a run that is 5 seconds late.
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
  startingDeadlineSeconds: 300
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
    {
      title: "A minute is time enough",
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  startingDeadlineSeconds: 60
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
