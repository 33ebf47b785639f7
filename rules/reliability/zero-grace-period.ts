import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "zero-grace-period",
  severity: "warning",
  summary: "A pod should have time to stop.",
  presets: ["recommended"],
  fixable: "review",
  why: `With a grace period of 0 a pod is deleted by force: its processes are killed without a word, its preStop hooks do not run, and requests in flight are lost.
The API server forgets the pod at once, without waiting for the kubelet to say that it is gone.
A StatefulSet may then start a second pod of the same name while the first one still writes to the same volume.`,
  mend: `Remove \`terminationGracePeriodSeconds\`, and 30 seconds are granted.
A process that ends by itself when it is told to is gone sooner: the period is a limit, not a delay.
Where a program does not hear the signal, mend that, or make the period a few seconds long.`,
  leave: "Leave it for pods of tests that hold nothing, where half a minute at the end matters.",

  on: pods,
  *check(pod) {
    const period = pod.spec.at("terminationGracePeriodSeconds");
    if (period.value !== 0) return;

    yield {
      at: period,
      message: `${titleOf(pod)} is killed without time to stop.`,
      fixes: [
        {
          title: "Remove terminationGracePeriodSeconds",
          safety: "review",
          changes: () => [{ at: period, remove: true }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A database that is killed has no time to close its files",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      terminationGracePeriodSeconds: 0
                                     ^ StatefulSet "db" is killed without time to stop.
      containers:
        - name: db
          image: postgres:17.2
`,
      fixed: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: postgres:17.2
`,
    },
    {
      title: "A second is little, but it is one",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
