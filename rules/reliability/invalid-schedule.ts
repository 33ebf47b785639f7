import { isNeverDue, Refusal, schedule } from "../model/cron.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Since this version the API server refuses a time zone within the schedule. */
const ZONES_REFUSED_SINCE = 29;

export default rule({
  id: "invalid-schedule",
  severity: "error",
  summary: "A CronJob should have a schedule that Kubernetes can read.",
  presets: ["recommended"],
  why: `Kubernetes reads schedules in its own way: five fields, no seconds, no year, no \`L\`, \`W\` or \`#\`, and Sunday is 0 and never 7.
What it cannot read the API server refuses, so that the CronJob is not there, or goes on with its old schedule.
A day that no month has is accepted, and nothing ever runs.`,
  mend: `Write minute, hour, day, month and weekday, or one of \`@hourly\`, \`@daily\`, \`@weekly\`, \`@monthly\`, \`@yearly\` and \`@every 1h30m\`.
The time zone stands in \`timeZone\`, not in the schedule.`,
  leave: "There is no reason to leave it.",

  on: kind("batch/CronJob"),
  *check({ at }, { cluster }) {
    const place = at("spec", "schedule");
    const text = place.string;
    if (text === undefined) return;

    if (text.includes("TZ") && cluster.kubernetes >= ZONES_REFUSED_SINCE) {
      yield { at: place, message: `Schedule "${text}" names a time zone, and the API server refuses it.` };
      return;
    }
    const zone = /^(?:CRON_)?TZ=\S* /.exec(text);
    const read = schedule(zone === null ? text : text.slice(zone[0].length).trim());
    if (read instanceof Refusal) {
      yield { at: place, message: `Schedule "${text}" ${read.reason}.` };
    } else if (read !== undefined && isNeverDue(read)) {
      yield { at: place, message: `Schedule "${text}" is never due.` };
    }
  },

  examples: [
    {
      title: "Other programs read more than Kubernetes does",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 0 3 * * *"
            ^^^^^^^^^^^^^ Schedule "0 0 3 * * *" has 6 fields, not 5.
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/shop/report:3.1
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: cleanup
spec:
  schedule: 30 4 * * 7
            ^^^^^^^^^^ Schedule "30 4 * * 7" has a weekday that is not within 0 to 6: "7".
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: cleanup
              image: registry.example.com/shop/cleanup:3.1
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: CRON_TZ=Europe/Berlin 0 3 * * *
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Schedule "CRON_TZ=Europe/Berlin 0 3 * * *" names a time zone, and the API server refuses it.
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
      title: "A day that no month has never comes",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 0 31 4,6 *"
            ^^^^^^^^^^^^^^ Schedule "0 0 31 4,6 *" is never due.
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/shop/report:3.1
`,
    },
    {
      title: "Names, steps, lists and descriptors are understood",
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "*/15 8-18/2 1,15 JAN-jun mon-fri"
  timeZone: Europe/Berlin
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/shop/report:3.1
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: cleanup
spec:
  schedule: "@every 1h30m"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: cleanup
              image: registry.example.com/shop/cleanup:3.1
`,
    },
    {
      title: "Before 1.29 a time zone was let through",
      kubernetes: 28,
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: CRON_TZ=Europe/Berlin 0 3 * * *
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
