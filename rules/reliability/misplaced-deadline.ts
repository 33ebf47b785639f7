import { pods } from "../model/pods.ts";
import { ENDLESS } from "../model/workloads.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "misplaced-deadline",
  severity: "error",
  summary: "A pod that is to run for ever should have no deadline.",
  presets: ["recommended"],
  fixable: "review",
  why: "Only pods and Jobs may have `activeDeadlineSeconds`. In the pods of other controllers the API server refuses it, and nothing is rolled out.",
  mend: `Remove it.
If the rollout is to be given up after some time, that is \`progressDeadlineSeconds\` of the Deployment.`,
  leave: "There is no reason to leave it.",

  on: pods,
  *check({ owner, spec }) {
    const deadline = spec.at("activeDeadlineSeconds");
    if (!ENDLESS.has(owner.groupKind) || !deadline.exists) return;

    yield {
      at: deadline,
      message: `The pods of ${owner.kind} "${owner.name}" have a deadline, and the API server refuses it.`,
      fixes: [
        { title: "Remove activeDeadlineSeconds", safety: "review", changes: () => [{ at: deadline, remove: true }] },
      ],
    };
  },

  examples: [
    {
      title: "A Deployment cannot end its pods after some time",
      bad: `
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
      activeDeadlineSeconds: 3600
                             ^^^^ The pods of Deployment "web" have a deadline, and the API server refuses it.
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
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
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "A pod of one's own may have a deadline",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: debug
spec:
  activeDeadlineSeconds: 3600
  containers:
    - name: debug
      image: busybox:1.37
`,
    },
  ],
});
