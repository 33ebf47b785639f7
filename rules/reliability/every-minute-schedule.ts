import { Refusal, schedule } from "../model/cron.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "every-minute-schedule",
  severity: "warning",
  summary: "A CronJob that names an hour should name a minute.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`* 3 * * *\` does not mean "at three o'clock": it starts a Job in each of the sixty minutes from 3:00 to 3:59.
A nightly backup then runs sixty times, and sixty at once if one takes longer than an hour.`,
  mend: "Write the minute: `0 3 * * *`.",
  leave: "Leave it where sixty runs in that hour are meant; a range of hours (`* 8-18 * * *`) is taken to be meant.",

  on: kind("batch/CronJob"),
  *check({ at }) {
    const place = at("spec", "schedule");
    const text = place.string;
    const read = text === undefined ? undefined : schedule(text);
    if (text === undefined || read === undefined || read instanceof Refusal) return;
    if (read.minutes.values.size < 60 || !/^[0-9]+(?:,[0-9]+)*$/.test(read.hours.text)) return;

    const once = text.replace(read.minutes.text, "0");
    yield {
      at: place,
      message: `Schedule "${text}" is due sixty times an hour.`,
      fixes: [{ title: `Run once, by "${once}"`, safety: "review", changes: () => [{ at: place, value: once }] }],
    };
  },

  examples: [
    {
      title: "A star for the minute is every minute",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "* 3 * * *" # at three
            ^^^^^^^^^^^ Schedule "* 3 * * *" is due sixty times an hour.
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
  schedule: "0 3 * * *" # at three
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
      title: "Every minute of every hour is meant, and so is a range of hours",
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: poll
spec:
  schedule: "* * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: poll
              image: registry.example.com/shop/poll:3.1
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: poll-by-day
spec:
  schedule: "* 8-18 * * mon-fri"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: poll
              image: registry.example.com/shop/poll:3.1
`,
    },
  ],
});
