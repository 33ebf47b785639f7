import { amountAt, isCpu, resourcesOf } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { canonical } from "../model/quantity.ts";
import { podsAndContainers, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** Few nodes have as many processors, and no single container is known to want them all. */
const MANY = 100n * 10n ** 9n;

export default rule({
  id: "too-many-cores",
  severity: "warning",
  summary: "An amount of CPU must not be cores where thousandths are meant.",
  presets: ["recommended"],
  fixable: "choice",
  why: `\`cpu: 500\` asks for five hundred processors, \`cpu: 500m\` for half of one.
A request for more than any node has leaves the pod \`Pending\` for ever, and makes a cluster autoscaler look for the largest machine that money can buy.
As a limit, it limits nothing.`,
  mend: "Write `m` for thousandths of a processor: `500m` is half of one.",
  leave: "Leave it for computations that do fill a machine of a hundred processors.",

  on: podsAndContainers,
  *check(subject) {
    const resources = resourcesOf(subject);
    for (const place of [resources.at("requests"), resources.at("limits")].flatMap((it) => it.children)) {
      if (!isCpu(String(place.step))) continue;
      const amount = amountAt(place);
      if (amount === undefined || amount.nanos < MANY) continue;
      const meant = /^\d+$/.test(place.shown) ? `${place.shown}m` : undefined;
      yield {
        at: place,
        message: `${titleOf(subject)} has a ${place.parent?.step === "requests" ? "request" : "limit"} of ${canonical({ ...amount, format: "decimal" })} processors.`,
        fixes:
          meant === undefined
            ? []
            : [
                {
                  title: `Set it to ${meant}`,
                  safety: "choice",
                  changes: () => [{ at: place, value: new Proposal(meant) }],
                },
              ],
      };
    }
  },

  examples: [
    {
      title: "Without a letter, processors are whole",
      bad: `
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
          cpu: 250
               ^^^ Container "web" has a request of 250 processors.
          memory: 256Mi
        limits:
          memory: 256Mi
`,
      fixed: `
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
          memory: 256Mi
        limits:
          memory: 256Mi
`,
    },
    {
      title: "Memory stands where processors should",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          cpu: 128Mi
               ^^^^^ Container "web" has a limit of 134217728 processors.
          memory: 128Mi
`,
    },
    {
      title: "A machine may have many",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      resources:
        limits:
          cpu: 96
          memory: 700Gi
`,
    },
  ],
});
