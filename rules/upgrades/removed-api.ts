import { oldApi, renewed, successorOf } from "../model/apis.ts";
import { applied } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "removed-api",
  severity: "error",
  summary: "A manifest should use an apiVersion that its cluster still serves.",
  presets: ["recommended"],
  fixable: "safe",
  why: `\`kubectl\` finds \`no matches for kind\`, and nothing is created or changed.
What was applied before goes on running, so this is often noticed only when it hurts: on the day when a cluster is rebuilt, or a fix must go out in a hurry.`,
  mend: `Rename the apiVersion, and where its fields have moved (Ingress, HorizontalPodAutoscaler, CustomResourceDefinition, webhooks), rewrite them: \`kubectl convert\` does much of it.
A workload that comes from before \`apps/v1\` needs a selector, which can never be changed later, and waits ten minutes for progress in place of forever.`,
  leave:
    "Leave it in manifests for clusters older than the one that is set, or set the version that you have: `--kubernetes-version`, `kubernetesVersion`.",

  on: applied,
  *check(resource, { cluster: { kubernetes } }) {
    const old = oldApi(resource);
    if (old?.removed === undefined || kubernetes < old.removed) return;

    const next = successorOf(resource, old, kubernetes);
    const renewal = renewed(resource, old, kubernetes);
    yield {
      at: resource.at("apiVersion"),
      tag: "deprecated",
      message: `${resource.kind} of "${resource.apiVersion}" is gone since Kubernetes 1.${old.removed}${next === undefined ? "." : `, in favour of ${next}.`}`,
      fixes:
        renewal === undefined
          ? []
          : [
              {
                title: `Renew it to ${renewal.apiVersion}`,
                safety: renewal.isSame ? "safe" : "review",
                changes: renewal.changes,
              },
            ],
    };
  },

  examples: [
    {
      title: "Where only the name has changed, the name is renewed",
      bad: `
apiVersion: batch/v1beta1
            ^^^^^^^^^^^^^ CronJob of "batch/v1beta1" is gone since Kubernetes 1.25, in favour of "batch/v1".
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 6 * * 1"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/shop/report:3.1
`,
      fixed: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 6 * * 1"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/shop/report:3.1
`,
    },
    {
      title: "A Deployment of old took its selector from its labels",
      bad: `
apiVersion: extensions/v1beta1
            ^^^^^^^^^^^^^^^^^^ Deployment of "extensions/v1beta1" is gone since Kubernetes 1.16, in favour of "apps/v1".
kind: Deployment
metadata:
  name: web
spec:
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
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
  selector:
    matchLabels:
      app: web
`,
    },
    {
      title: "Where fields have moved, a new name is not enough",
      bad: `
apiVersion: networking.k8s.io/v1beta1
            ^^^^^^^^^^^^^^^^^^^^^^^^^ Ingress of "networking.k8s.io/v1beta1" is gone since Kubernetes 1.22, in favour of "networking.k8s.io/v1".
kind: Ingress
metadata:
  name: web
spec:
  backend:
    serviceName: web
    servicePort: 80
`,
    },
    {
      title: "An older cluster still serves it",
      kubernetes: 24,
      good: `
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web
`,
    },
  ],
});
