import { isSelected } from "../model/label-selector.ts";
import { spreadConstraints } from "../model/spread.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "idle-spread-constraint",
  severity: "warning",
  summary: "A spread constraint should count the pods that it is to spread.",
  presets: ["recommended"],
  fixable: "review",
  why: `A topology spread constraint spreads only the pods that its \`labelSelector\` selects; without one it selects none.
A constraint that does not select its own pod counts others, or nobody: all replicas may stand on one node, and fall with it, while the manifest reads as if they were spread.`,
  mend: `Give the constraint the labels by which the workload selects its pods.
From the next rollout on the pods are spread indeed: with \`DoNotSchedule\` some may have to wait for a node.`,
  leave: "Leave it for a constraint that is meant to keep a pod's place even with pods of another workload.",

  on: spreadConstraints,
  *check({ pod, place, at }) {
    const labels = pod.place.at("metadata", "labels");
    const selector = at("labelSelector");
    // A patch may bring the labels from elsewhere, and an operator adds its own.
    if (pod.isPart || !labels.exists || isSelected(selector, labels)) return;

    const wanted = pod.owner.at("spec", "selector", "matchLabels");
    const source = wanted.exists ? wanted : labels;
    yield {
      at: selector.exists ? selector.named : place.at("topologyKey").exists ? place.at("topologyKey") : place,
      message: selector.exists
        ? "The constraint counts pods with other labels, and so does not spread this one."
        : "The constraint has no labelSelector, and so spreads nothing.",
      ...(selector.exists && { see: [{ at: labels, message: "These are the labels of the pod." }] }),
      fixes: [
        {
          title: "Count the workload's own pods",
          safety: "review",
          changes: () => [{ at: selector, value: { matchLabels: source.value as Readonly<Record<string, string>> } }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A constraint without a selector counts nobody",
      bad: `
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
      labels: { app: web, version: v2 }
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The constraint has no labelSelector, and so spreads nothing.
          whenUnsatisfiable: DoNotSchedule
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
      labels: { app: web, version: v2 }
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels:
              app: web
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "A constraint that was copied counts the pods of where it came from",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
      ~~~~~~ These are the labels of the pod.
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
          ^^^^^^^^^^^^^ The constraint counts pods with other labels, and so does not spread this one.
            matchLabels: { app: web }
      containers:
        - name: api
          image: registry.example.com/shop/api:3.1
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: { app: api }
      containers:
        - name: api
          image: registry.example.com/shop/api:3.1
`,
    },
    {
      title: "An empty selector counts every pod of the namespace",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: {}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchExpressions:
          - { key: app, operator: In, values: [web, api] }
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
