import { amountAt, isSlip, resourcesOf } from "../model/amounts.ts";
import { containers } from "../model/pods.ts";
import { runsAlong } from "../model/resources.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "limit-above-request",
  severity: "info",
  summary: "A container should be promised the memory and the disk that it may take.",
  fixable: "review",
  why: `The scheduler counts requests only: where limits are higher, a node may be promised out more than it has.
When all its containers take what they may, memory runs out, and the kernel or the kubelet ends those that are furthest above their request, in the middle of the busiest hour.
Memory that is in use cannot be taken back as time on a processor can.`,
  mend: `Raise the request to the limit.
The pod then needs a node that has as much free, and the cluster may need to grow.
With CPU requests equal to their limits as well, the pod is of the class \`Guaranteed\`, which is evicted last.`,
  leave: `Leave it where nodes are filled on purpose with work that may be ended at any time; most clusters do that for some of their pods, so no preset asks for this rule.
Nothing is said of CPU: a busy processor is shared out by requests, and nobody is ended for it.`,

  on: containers,
  *check(container) {
    if (!runsAlong(container)) return;
    for (const of of ["memory", "ephemeral-storage"]) {
      const limit = resourcesOf(container).at("limits", of);
      const request = resourcesOf(container).at("requests", of);
      const allowed = amountAt(limit);
      const asked = amountAt(request);
      const value = limit.string ?? limit.number;
      if (allowed === undefined || asked === undefined || value === undefined) continue;
      if (asked.nanos >= allowed.nanos || isSlip(of, asked)) continue;
      yield {
        at: request,
        message: `${titleOf(container)} is promised ${request.shown} of ${of}, and may take ${limit.shown}.`,
        see: [{ at: limit, message: "The limit is higher." }],
        fixes: [{ title: "Raise the request to the limit", safety: "review", changes: () => [{ at: request, value }] }],
      };
    }
  },

  examples: [
    {
      title: "What a container may take, and what it can be sure of",
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
          cpu: 100m
          memory: 128Mi
                  ^^^^^ Container "web" is promised 128Mi of memory, and may take 1Gi.
          ephemeral-storage: 1Gi
                             ^^^ Container "web" is promised 1Gi of ephemeral-storage, and may take 4Gi.
        limits:
          cpu: "1"
          memory: 1Gi
                  ~~~ The limit is higher.
          ephemeral-storage: 4Gi
                             ~~~ The limit is higher.
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
          cpu: 100m
          memory: 1Gi
          ephemeral-storage: 4Gi
        limits:
          cpu: "1"
          memory: 1Gi
          ephemeral-storage: 4Gi
`,
    },
    {
      title: "One amount may be written in two ways, and a limit is the request where none is written",
      good: `
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
          memory: 1024Mi
        limits:
          memory: 1Gi
          ephemeral-storage: 1Gi
`,
    },
  ],
});
