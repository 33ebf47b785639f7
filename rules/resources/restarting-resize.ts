import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "restarting-resize",
  severity: "error",
  summary: "A container that is never restarted must not be restarted to resize it.",
  presets: ["recommended"],
  fixable: "review",
  why: "With `restartPolicy: Never`, a pod's containers run once. The API server refuses a `resizePolicy` that would restart them when their resources change.",
  mend: "Remove the entry, for not to restart is the default, or let the pod's containers be restarted on failure.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: containers,
  *check(container) {
    if (container.pod.spec.at("restartPolicy").value !== "Never" || container.at("restartPolicy").exists) return;
    for (const policy of container.at("resizePolicy").children) {
      const at = policy.at("restartPolicy");
      if (at.value !== "RestartContainer") continue;
      yield {
        at,
        message: `${titleOf(container)} is restarted when it is resized, and its pod is never restarted.`,
        see: [{ at: container.pod.spec.at("restartPolicy"), message: "The pod's containers run once." }],
        fixes: [
          {
            title: "Resize without a restart",
            safety: "review",
            changes: () => [{ at, value: "NotRequired" }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A job that runs once cannot be restarted to grow",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
                     ~~~~~ The pod's containers run once.
      containers:
        - name: import
          image: registry.example.com/shop/import:3.1
          resizePolicy:
            - resourceName: memory
              restartPolicy: RestartContainer
                             ^^^^^^^^^^^^^^^^ Container "import" is restarted when it is resized, and its pod is never restarted.
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
          resizePolicy:
            - resourceName: memory
              restartPolicy: NotRequired
`,
    },
    {
      title: "Where containers are restarted anyway, they may be restarted to grow",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resizePolicy:
        - resourceName: memory
          restartPolicy: RestartContainer
`,
    },
  ],
});
