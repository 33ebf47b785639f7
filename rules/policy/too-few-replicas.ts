import { Proposal } from "../model/change.ts";
import { kind, type Resource } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule<Resource, { minimum: number }>({
  id: "too-few-replicas",
  severity: "warning",
  summary: "A workload should run as many pods as your organisation asks for.",
  fixable: "choice",
  options: {
    properties: {
      minimum: {
        description: "How many pods a Deployment or StatefulSet, and whatever scales it, must keep running.",
        type: "integer",
        minimum: 1,
      },
    },
    required: ["minimum"],
  },
  why: `How many pods must be there so that an outage of a node or a zone is not noticed is for you to say: two outlive a node, three keep a majority.
A workload with fewer is down, or has no spare pod left, when the first thing fails.`,
  mend: "Raise `replicas`, or `minReplicas` of the autoscaler, and see to it that as many copies may run at the same time.",
  leave: `Leave it for workloads of which only one may run.
A workload that says no number, for an autoscaler may set it, is taken to run one.
One that is scaled to 0 is meant to be gone, and nothing is said.`,

  on: kind(
    "apps/Deployment",
    "apps/StatefulSet",
    "apps.openshift.io/DeploymentConfig",
    "argoproj.io/Rollout",
    "autoscaling/HorizontalPodAutoscaler",
    "keda.sh/ScaledObject",
  ),
  *check(resource, { options: { minimum } }) {
    const { kind, name } = resource;
    const replicas = resource.at("spec", FIELDS[kind] ?? "replicas");
    const number = replicas.exists ? replicas.number : kind === "ScaledObject" ? 0 : 1;
    if (number === undefined || number === 0 || number >= minimum) return;

    yield {
      at: valueOrName(resource, replicas),
      message: `${kind} "${name}" keeps ${number} of the ${minimum} pods that your organisation asks for.`,
      fixes: [
        {
          title: `Keep ${minimum} pods`,
          safety: "choice",
          changes: () => [{ at: replicas, value: new Proposal(minimum) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Two are fewer than three",
      options: { minimum: 3 },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
            ^ Deployment "web" keeps 2 of the 3 pods that your organisation asks for.
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
        ^^^ HorizontalPodAutoscaler "web" keeps 1 of the 3 pods that your organisation asks for.
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 10
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
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 10
  minReplicas: 3
`,
    },
    {
      title: "What is scaled to 0 is meant to be gone",
      options: { minimum: 3 },
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 0
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: web
spec:
  scaleTargetRef:
    name: web
  triggers:
    - type: cpu
      metricType: Utilization
      metadata: { value: "60" }
`,
    },
  ],
});

/** Where each kind says how many pods are kept, if not in `replicas`. */
const FIELDS: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: "minReplicas",
  ScaledObject: "minReplicaCount",
};
