import { Proposal } from "../model/change.ts";
import { pods } from "../model/pods.ts";
import { valueOrName } from "../model/security-context.ts";
import { mountsClaim } from "../model/workloads.ts";
import { rule } from "../rule.ts";

const KINDS: ReadonlySet<string> = new Set(["apps/Deployment", "extensions/Deployment", "argoproj.io/Rollout"]);

export default rule({
  id: "single-replica",
  severity: "info",
  summary: "A Deployment should run more than one pod.",
  presets: ["strict"],
  fixable: "choice",
  why: `When the only pod's node fails, nothing answers until the cluster has noticed, which takes some minutes, and another pod has started elsewhere.
Every drain of its node is an outage, too, and a PodDisruptionBudget can only forbid it, not prevent it.`,
  mend: `Set \`replicas\` to 2 or more, and see to it that two copies may run at the same time: no file that only one may write, no job that only one may do.
A pod more takes its share of memory and CPU.`,
  leave: `Leave it where only one may run, or an outage of some minutes hurts nobody.
Leave it, too, where a HorizontalPodAutoscaler or another controller sets the number, which this manifest does not show.
A Deployment that mounts a claim or is updated by \`Recreate\` is not asked, since its author has thought of one pod only, nor is a StatefulSet.
Other tools ask for three; \`too-few-replicas\` asks for as many as you say.`,

  on: pods,
  *check(pod) {
    const { owner } = pod;
    if (!KINDS.has(owner.groupKind) || owner.at("spec", "strategy", "type").value === "Recreate") return;
    if (owner.at("spec", "workloadRef").exists || mountsClaim(pod)) return;
    const replicas = owner.at("spec", "replicas");
    if ((replicas.value ?? 1) !== 1) return;

    yield {
      at: valueOrName(owner, replicas),
      message: `${owner.kind} "${owner.name}" runs a single pod.`,
      fixes: [{ title: "Run two pods", safety: "choice", changes: () => [{ at: replicas, value: new Proposal(2) }] }],
    };
  },

  examples: [
    {
      title: "Who says nothing gets one pod",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Deployment "web" runs a single pod.
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
  replicas: 2
`,
    },
    {
      title: "A pod that writes to its own volume is alone on purpose",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: files
spec:
  replicas: 1
  selector:
    matchLabels: { app: files }
  template:
    metadata:
      labels: { app: files }
    spec:
      containers:
        - name: files
          image: registry.example.com/shop/files:3.1
          volumeMounts:
            - { name: data, mountPath: /data }
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: files }
`,
    },
    {
      title: "Who stops the old pod first wants one at a time",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: leader
spec:
  replicas: 1
  strategy: { type: Recreate }
  selector:
    matchLabels: { app: leader }
  template:
    metadata:
      labels: { app: leader }
    spec:
      containers:
        - name: leader
          image: registry.example.com/shop/leader:3.1
`,
    },
  ],
});
