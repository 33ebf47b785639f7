import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "lost-revisions",
  severity: "info",
  summary: "A workload should keep a revision to go back to.",
  presets: ["recommended"],
  fixable: "review",
  why: `With \`revisionHistoryLimit: 0\` the last working version is forgotten as soon as the new one has been rolled out.
\`kubectl rollout undo\` then has nothing to go back to, in the very minute in which it is needed.`,
  mend: "Remove `revisionHistoryLimit`, and ten revisions are kept: objects without pods, that cost next to nothing.",
  leave: "Leave it where every rollback goes through the repository, and someone can always push to it.",

  on: kind("apps/Deployment", "apps/StatefulSet", "apps/DaemonSet"),
  *check({ at, kind, name }) {
    const limit = at("spec", "revisionHistoryLimit");
    if (limit.value !== 0) return;

    yield {
      at: limit,
      message: `${kind} "${name}" keeps no revision to go back to.`,
      fixes: [{ title: "Remove revisionHistoryLimit", safety: "review", changes: () => [{ at: limit, remove: true }] }],
    };
  },

  examples: [
    {
      title: "What is forgotten cannot be brought back",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  revisionHistoryLimit: 0
                        ^ Deployment "web" keeps no revision to go back to.
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
      title: "One is enough to go back",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  revisionHistoryLimit: 1
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
