import { pods } from "../model/pods.ts";
import { mountsClaim } from "../model/workloads.ts";
import { rule } from "../rule.ts";

const KINDS: ReadonlySet<string> = new Set(["apps/Deployment", "extensions/Deployment"]);

export default rule({
  id: "recreate-strategy",
  severity: "info",
  summary: "A Deployment should be updated pod by pod.",
  fixable: "review",
  why: `With \`Recreate\` all pods are stopped before the first new one starts.
Nothing answers until the new ones are ready, and if the new release does not come up, nothing answers at all.`,
  mend: `Remove \`strategy\`, and the pods are replaced a few at a time.
Two versions then run side by side for a while: see to it that they get on with each other's data.`,
  leave: `Leave it where two versions must not run at the same time.
A Deployment that mounts a claim is not asked: its volume may be for one node at a time.`,

  on: pods,
  *check(pod) {
    const { owner } = pod;
    const type = owner.at("spec", "strategy", "type");
    if (!KINDS.has(owner.groupKind) || type.value !== "Recreate" || mountsClaim(pod)) return;

    yield {
      at: type,
      message: `Deployment "${owner.name}" is gone while it is updated.`,
      fixes: [
        {
          title: "Update pod by pod",
          safety: "review",
          changes: () => [{ at: owner.at("spec", "strategy"), remove: true }],
        },
      ],
    };
  },

  examples: [
    {
      title: "All pods are stopped before a new one starts",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    type: Recreate
          ^^^^^^^^ Deployment "web" is gone while it is updated.
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
      title: "Two pods might not get at one volume",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: files
spec:
  strategy: { type: Recreate }
  selector:
    matchLabels: { app: files }
  template:
    metadata:
      labels: { app: files }
    spec:
      containers:
        - name: files
          image: registry.example.com/shop/files:3.1
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: files }
`,
    },
  ],
});
