import { Proposal } from "../model/change.ts";
import { containers } from "../model/pods.ts";
import { isRequested, runsAlong } from "../model/resources.ts";
import { titleOf, valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "missing-memory-request",
  severity: "warning",
  summary: "A container should say how much memory it needs.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The scheduler puts a pod where its requests still fit, and a container without a memory request fits everywhere.
So nodes fill up beyond what they have, and when memory runs out, the pods that asked for nothing are evicted first.`,
  mend: `Set \`resources.requests.memory\` to what the container takes on an ordinary day: \`kubectl top pod --containers\` and your metrics know.
A memory limit will do as well, for it counts as the request where none is written.
A request that is too high wastes a part of a node, and may leave the pod \`Pending\`.`,
  leave:
    "Leave it where a LimitRange of the namespace gives a default, which a manifest does not show, or a VerticalPodAutoscaler sets the requests.",

  on: containers,
  *check(container, { cluster }) {
    if (!runsAlong(container) || isRequested(container, "memory", cluster.kubernetes)) return;

    const request = container.at("resources", "requests", "memory");
    yield {
      at: valueOrName(container, request),
      message: `${titleOf(container)} does not say how much memory it needs.`,
      fixes: [
        {
          title: "Set a memory request",
          safety: "choice",
          changes: () => [{ at: request, value: new Proposal("128Mi") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "The scheduler takes silence for nothing at all",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" does not say how much memory it needs.
      image: nginx:1.27
      resources:
        requests:
          cpu: 100m
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
          memory: 128Mi
`,
    },
    {
      title: "A limit is also the request where none is written",
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
        limits:
          memory: 256Mi
`,
    },
  ],
});
