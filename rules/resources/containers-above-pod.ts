import { amountAt, resourcesOf } from "../model/amounts.ts";
import { containersOf, pods } from "../model/pods.ts";
import { canonical, type Quantity, sum } from "../model/quantity.ts";
import { POD_RESOURCES, runsAlong } from "../model/resources.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "containers-above-pod",
  severity: "error",
  summary: "The containers of a pod must not ask for more than the pod says for all of them.",
  presets: ["recommended"],
  why: `Since Kubernetes 1.34 a pod may say in its own \`resources\` what all its containers need together.
The API server refuses a pod whose containers request more than that in sum, or of which one may take more than the pod's limit.`,
  mend: "Raise what the pod says, or lower what the containers say.\nOnly the author knows which of them is right, so there is no fix.",
  leave:
    "Leave it where the cluster is older than 1.34, which ignores the pod's `resources`: set `kubernetesVersion`, and nothing is said.",

  on: pods,
  *check(pod, { cluster }) {
    if (cluster.kubernetes < POD_RESOURCES) return;
    const shared = resourcesOf(pod);
    const along = containersOf(pod).filter(runsAlong);
    for (const request of shared.at("requests").children) {
      const given = amountAt(request);
      const asked = along.map((it) => amountAt(resourcesOf(it).at("requests", String(request.step)))).filter(isAmount);
      const total = sum(asked);
      if (given === undefined || total.nanos <= given.nanos) continue;
      yield {
        at: request,
        message: `${titleOf(pod)} requests ${request.shown} of ${request.step} for containers that request ${canonical(total)}.`,
      };
    }
    for (const container of containersOf(pod).filter((it) => it.list === "containers")) {
      for (const limit of resourcesOf(container).at("limits").children) {
        const allowed = amountAt(limit);
        const most = shared.at("limits", String(limit.step));
        const amount = amountAt(most);
        if (allowed === undefined || amount === undefined || allowed.nanos <= amount.nanos) continue;
        yield {
          at: limit,
          message: `${titleOf(container)} may take ${limit.shown} of ${limit.step}, and its pod ${most.shown}.`,
          see: [{ at: most, message: "The pod's limit is lower." }],
        };
      }
    }
  },

  examples: [
    {
      title: "Containers that need more than their pod",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 500m
           ^^^^ Pod "web" requests 500m of cpu for containers that request 800m.
      memory: 1Gi
    limits:
      memory: 1Gi
              ~~~ The pod's limit is lower.
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
      resources:
        requests:
          cpu: "2"
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      restartPolicy: Always
      resources:
        requests:
          cpu: 300m
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: 500m
          memory: 1Gi
        limits:
          memory: 2Gi
                  ^^^ Container "web" may take 2Gi of memory, and its pod 1Gi.
`,
    },
    {
      title: "An older cluster knows no resources of a pod",
      kubernetes: 33,
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: 500m
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: "1"
`,
    },
    {
      title: "Containers that share what their pod has",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: "1"
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: 500m
    - name: metrics
      image: quay.io/prometheus/node-exporter:v1.8.2
`,
    },
  ],
});

const isAmount = (amount: Quantity | undefined): amount is Quantity => amount !== undefined;
