import { amountAt, isIndivisible, isSlip, resourcesOf } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { podsAndContainers, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "request-above-limit",
  severity: "error",
  summary: "What is requested must not be more than what is allowed.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The API server refuses a pod, and any workload with a template of one, that asks for more than its limit lets it have.
Where a controller of another project makes the pods, it takes the template and makes none: the release hangs, and only an event says why.`,
  mend: "Lower the request, or raise the limit.\nThe fix proposes to raise the limit to the request, as that takes nothing away.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: podsAndContainers,
  *check(subject) {
    const resources = resourcesOf(subject);
    for (const request of resources.at("requests").children) {
      const of = String(request.step);
      const limit = resources.at("limits", of);
      const asked = amountAt(request);
      const allowed = amountAt(limit);
      if (isIndivisible(of) || asked === undefined || allowed === undefined || asked.nanos <= allowed.nanos) continue;
      // That is told where it is made.
      if (isSlip(of, allowed)) continue;
      yield {
        at: request,
        message: `${titleOf(subject)} requests ${request.shown} of ${of}, and may have ${limit.shown}.`,
        see: [{ at: limit, message: "The limit is lower." }],
        fixes: [
          {
            title: `Raise the limit to ${request.shown}`,
            safety: "choice",
            changes: () => [{ at: limit, value: new Proposal(request.string ?? request.number ?? request.shown) }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A request above its limit is refused",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: 500m
          memory: 1Gi
                  ^^^ Container "web" requests 1Gi of memory, and may have 512Mi.
        limits:
          cpu: 0.5
          memory: 512Mi
                  ~~~~~ The limit is lower.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          cpu: 500m
          memory: 1Gi
        limits:
          cpu: 0.5
          memory: 1Gi
`,
    },
    {
      title: "A thousand megabytes are less than a gibibyte",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
      resources:
        limits:
          memory: 128Mi
  containers:
    - name: web
      image: nginx:1.27
      resources:
        requests:
          memory: 1000M
        limits:
          memory: 1Gi
`,
    },
    {
      title: "What a pod says for all its containers is compared, too",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: "2"
           ^^^ Pod "web" requests 2 of cpu, and may have 1500m.
    limits:
      cpu: 1500m
           ~~~~~ The limit is lower.
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests:
      cpu: "2"
    limits:
      cpu: "2"
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
