import { amountAt, resourcesOf } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { quantity } from "../model/quantity.ts";
import { podsAndContainers, type Secured, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly maximum: Readonly<Record<string, string | number>>;
}

export default rule<Secured, Options>({
  id: "oversized-container",
  severity: "warning",
  summary: "A container must not ask for more than the organisation gives to one.",
  fixable: "choice",
  options: {
    properties: {
      maximum: {
        description:
          'The most that a container, or a pod for all of its containers, may request or be limited to: `{"cpu": "4", "memory": "8Gi"}`.',
        type: "object",
        additionalProperties: { type: ["string", "number"] },
        minProperties: 1,
      },
    },
    required: ["maximum"],
  },
  why: `A container that asks for more than a node has is never started, and one that asks for most of a node drives others away or makes the autoscaler buy a bigger one.
A limit far above what is needed lets one leak take the node.`,
  mend: "Ask for less, or divide the work among more replicas.",
  leave: "Leave it for the few workloads that were agreed on: databases, training, builds.",

  on: podsAndContainers,
  *check(subject, { options: { maximum } }) {
    for (const role of ["requests", "limits"] as const) {
      for (const at of resourcesOf(subject).at(role).children) {
        const of = String(at.step);
        const most = Object.hasOwn(maximum, of) ? maximum[of] : undefined;
        const bound = most === undefined ? undefined : quantity(most);
        const asked = amountAt(at);
        if (most === undefined || bound === undefined || asked === undefined || asked.nanos <= bound.nanos) continue;
        yield {
          at,
          message: `${titleOf(subject)} ${role === "requests" ? "asks for" : "may take"} more ${of} than ${most}.`,
          fixes: [{ title: `Write ${most}`, safety: "choice", changes: () => [{ at, value: new Proposal(most) }] }],
        };
      }
    }
  },

  examples: [
    {
      title: "Requests and limits are compared as amounts",
      options: { maximum: { cpu: "2", memory: "4Gi" } },
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
          cpu: 2500m
               ^^^^^ Container "web" asks for more cpu than 2.
          memory: 4096Mi
        limits:
          memory: 5G
                  ^^ Container "web" may take more memory than 4Gi.
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
          cpu: "2"
          memory: 4096Mi
        limits:
          memory: 4Gi
`,
    },
    {
      title: "What is not named may be anything",
      options: { maximum: { cpu: "2" } },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    limits:
      cpu: 2000m
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          memory: 64Gi
`,
    },
  ],
});
