import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

const PLACES: Readonly<Record<string, string>> = { Deployment: "strategy", StatefulSet: "updateStrategy" };

export default rule({
  id: "stray-rolling-update",
  severity: "error",
  summary: "Only a rolling update should say how it rolls.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses \`rollingUpdate\` beside any other type, and nothing is rolled out.
It comes of changing the type alone: in a patch, or in a workload that exists, where the API server has filled \`rollingUpdate\` in.`,
  mend: "Remove `rollingUpdate`. In a patch or a Helm values file, set it to `null`, so that it is taken out of what is patched.",
  leave: "There is no reason to leave it. A DaemonSet may keep it, where it counts for nothing.",

  on: kind("apps/Deployment", "apps/StatefulSet", "extensions/Deployment"),
  *check(workload) {
    const strategy = workload.at("spec", PLACES[workload.kind] ?? "strategy");
    const type = strategy.at("type");
    const rolling = strategy.at("rollingUpdate");
    if (!rolling.exists || (type.value ?? "RollingUpdate") === "RollingUpdate") return;

    yield {
      at: rolling.named,
      message: `${workload.kind} "${workload.name}" says how it rolls and does not, and the API server refuses it.`,
      see: [{ at: type, message: "This is no rolling update." }],
      fixes: [{ title: "Remove rollingUpdate", safety: "review", changes: () => [{ at: rolling, remove: true }] }],
    };
  },

  examples: [
    {
      title: "The type was changed, and the rest has stayed",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
          ~~~~~~~~ This is no rolling update.
    rollingUpdate:
    ^^^^^^^^^^^^^ Deployment "web" says how it rolls and does not, and the API server refuses it.
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
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
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
      title: "A patch takes out what was filled in",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
    rollingUpdate: null
`,
    },
  ],
});
