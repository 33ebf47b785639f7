import { kind } from "../model/resource.ts";
import { isTimeZone } from "../model/time-zones.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unknown-time-zone",
  severity: "error",
  summary: "A CronJob should name a time zone that exists.",
  presets: ["recommended"],
  why: `The API server refuses a time zone that it does not know, so that the CronJob is not there, or goes on with its old schedule.
Abbreviations such as \`PST\`, offsets such as \`+02:00\` and \`Local\` are no names of time zones.`,
  mend: "Write a name of the IANA time zone database: `Europe/Berlin`, `America/New_York`, `Etc/UTC`.",
  leave: "There is no reason to leave it, unless the zone is younger than this program.",

  on: kind("batch/CronJob"),
  *check({ at }) {
    const zone = at("spec", "timeZone");
    const name = zone.string;
    if (name === undefined || isTimeZone(name)) return;

    yield { at: zone, message: `"${name}" is no time zone.` };
  },

  examples: [
    {
      title: "An abbreviation is no time zone",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  timeZone: Berlin
            ^^^^^^ "Berlin" is no time zone.
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
      title: "A name of the time zone database is one",
      good: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  timeZone: America/Argentina/Buenos_Aires
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
  ],
});
