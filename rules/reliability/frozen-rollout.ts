import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "frozen-rollout",
  severity: "info",
  summary: "A change should be rolled out when it is applied.",
  presets: ["recommended"],
  fixable: "review",
  why: `A Deployment that is paused, or a StatefulSet whose \`partition\` is beyond its last pod, takes every change and rolls out none.
A security fix is applied and looks done, while the old image goes on running.`,
  mend: "Remove `paused` or `partition`. All that has been changed meanwhile is then rolled out at once: look at `kubectl rollout history` first.",
  leave: "Leave it while a person, or a tool for canary releases, moves the rollout on step by step.",

  on: kind("apps/Deployment", "apps/StatefulSet"),
  *check({ at, kind, name }) {
    const paused = at("spec", "paused");
    const partition = at("spec", "updateStrategy", "rollingUpdate", "partition");
    const isFrozen =
      kind === "Deployment" ? paused.value === true : isBeyond(partition.number, at("spec", "replicas").number);
    if (!isFrozen) return;

    const culprit = kind === "Deployment" ? paused : partition;
    yield {
      at: culprit,
      message: `${kind} "${name}" takes changes and rolls out none.`,
      fixes: [{ title: `Remove ${culprit.step}`, safety: "review", changes: () => [{ at: culprit, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A Deployment was paused, and nobody has gone on",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  paused: true
          ^^^^ Deployment "web" takes changes and rolls out none.
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
      title: "No pod has a number from which on it would be updated",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  updateStrategy:
    rollingUpdate:
      partition: 3
                 ^ StatefulSet "db" takes changes and rolls out none.
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
      fixed: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
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
      title: "The last pod goes first",
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  updateStrategy:
    rollingUpdate: { partition: 2 }
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
  ],
});

const isBeyond = (partition = 0, replicas = 1): boolean => partition > 0 && partition >= replicas;
