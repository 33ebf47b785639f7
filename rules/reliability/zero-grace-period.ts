import { containersOf, type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { isOrdered, isServer, mountsClaim } from "../model/workloads.ts";
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
  leave: `Leave it for pods that hold nothing and answer nobody, where half a minute at the end matters.
Bare pods, Jobs, DaemonSets and pods without ports and claims are not asked.`,

  on: pods,
  *check(pod) {
    const period = pod.spec.at("terminationGracePeriodSeconds");
    if (period.value !== 0 || !isServer(pod) || !(mountsClaim(pod) || isOrdered(pod) || hasPort(pod))) return;

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
      title: "A shell that only waits has nothing to lose",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: sleep
spec:
  selector:
    matchLabels: { app: sleep }
  template:
    metadata:
      labels: { app: sleep }
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: sleep
          image: curlimages/curl:8.11.0
          command: [sleep, infinity]
`,
    },
    {
      title: "A second is little, but it is one",
      good: `
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
      terminationGracePeriodSeconds: 1
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 8080
`,
    },
  ],
});

/** Whether someone may be in the middle of a request when the pod is killed. Throws `unknowable`. */
const hasPort = (pod: Pod): boolean => containersOf(pod).some((it) => it.at("ports", 0).exists);
