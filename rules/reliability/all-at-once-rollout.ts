import { intOrPercent } from "../model/int-or-percent.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "all-at-once-rollout",
  severity: "info",
  summary: "A rolling update should leave some pods running.",
  presets: ["recommended"],
  fixable: "review",
  why: `A Deployment whose pods may all be unavailable is updated by stopping all of them at once.
Nothing answers until the new ones are ready, and if the new release does not come up, nothing answers at all, although the manifest speaks of a rolling update.`,
  mend: `Remove \`maxUnavailable\`, and a quarter of the pods may be gone at a time.
A rollout then takes longer.`,
  leave:
    "Leave it for workers that nobody waits for. A DaemonSet is not asked, for its pods do not stand in for each other, nor is a Deployment of one pod.",

  on: kind("apps/Deployment"),
  *check({ at, name }) {
    const strategy = at("spec", "strategy");
    const fewer = strategy.at("rollingUpdate", "maxUnavailable");
    const replicas = at("spec", "replicas").number ?? 1;
    const read = intOrPercent(fewer.value);
    if (read === undefined || replicas < 2 || (strategy.at("type").value ?? "RollingUpdate") !== "RollingUpdate")
      return;
    if (read.amount < (read.isPercent ? 100 : replicas)) return;

    yield {
      at: fewer,
      message: `Deployment "${name}" may lose all of its ${replicas} pods at once while it is updated.`,
      fixes: [{ title: "Remove maxUnavailable", safety: "review", changes: () => [{ at: fewer, remove: true }] }],
    };
  },

  examples: [
    {
      title: "All pods may be gone at once",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 3
                      ^ Deployment "web" may lose all of its 3 pods at once while it is updated.
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
  replicas: 3
  strategy:
    rollingUpdate:
      maxSurge: 1
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
      title: "Two of three leave one",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    rollingUpdate: { maxUnavailable: 2 }
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
  ],
});
