import { pods } from "../model/pods.ts";
import { valueOrName } from "../model/security-context.ts";
import { isServer } from "../model/workloads.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unspread-replicas",
  severity: "info",
  summary: "Replicas should say how they are to be spread over nodes.",
  fixable: "review",
  why: `The scheduler spreads the pods of a workload over nodes and zones by itself, but gives way to it easily: it weighs what else speaks for a node, and looks only once, when a pod starts.
After nodes were drained one after the other, all replicas may stand on one node, and fall with it.`,
  mend: `Add a \`topologySpreadConstraint\` over \`kubernetes.io/hostname\`; another over \`topology.kubernetes.io/zone\` spreads them over zones.
With \`whenUnsatisfiable: ScheduleAnyway\` no pod ever waits for a node.
With \`DoNotSchedule\` the constraint is kept in every case, and a pod may stay \`Pending\`.`,
  leave: `Leave it where the scheduler's own spreading is enough, which a cluster may set as it likes.
Other tools ask for anti-affinity or for a constraint; here either will do.
DaemonSets, Jobs and workloads with fewer than two replicas are not asked.`,

  on: pods,
  *check(pod) {
    const { owner, spec } = pod;
    if (!isServer(pod) || (owner.at("spec", "replicas").number ?? 1) < 2) return;
    const constraints = spec.at("topologySpreadConstraints");
    if (constraints.exists || spec.at("affinity", "podAntiAffinity").exists) return;

    const labels = owner.at("spec", "selector", "matchLabels");
    yield {
      at: valueOrName(owner, constraints),
      message: `${owner.kind} "${owner.name}" does not say how its replicas are to be spread.`,
      ...(labels.exists && {
        fixes: [
          {
            title: "Spread the replicas over nodes",
            safety: "review",
            changes: () => [
              {
                at: constraints,
                value: [
                  {
                    maxSkew: 1,
                    topologyKey: "kubernetes.io/hostname",
                    whenUnsatisfiable: "ScheduleAnyway",
                    labelSelector: { matchLabels: labels.value as Readonly<Record<string, string>> },
                  },
                ],
              },
            ],
          },
        ],
      }),
    };
  },

  examples: [
    {
      title: "All replicas may come to stand on one node",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Deployment "web" does not say how its replicas are to be spread.
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
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
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: web
`,
    },
    {
      title: "Who keeps apart is spread",
      good: `
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
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels: { app: db }
      containers:
        - name: db
          image: postgres:17.2
`,
    },
    {
      title: "One pod cannot be spread",
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
      containers:
        - name: web
          image: nginx:1.27
`,
    },
  ],
});
