import { amountAt, resourcesOf } from "../model/amounts.ts";
import { podsAndContainers, type Secured, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly ratios: Readonly<Record<string, number>>;
}

export default rule<Secured, Options>({
  id: "overcommitted-container",
  severity: "warning",
  summary: "A limit must not be more than so many times its request.",
  options: {
    properties: {
      ratios: {
        description: 'How many times its request a limit may be at most: `{"cpu": 4, "memory": 1.5}`.',
        type: "object",
        additionalProperties: { type: "number", minimum: 1 },
        minProperties: 1,
      },
    },
    required: ["ratios"],
  },
  why: `The scheduler places pods by their requests, but they may take their limits.
Where limits are many times the requests, a node that looks half empty runs out of memory as soon as several pods are busy at once, and the kernel kills some of them.`,
  mend: "Raise the request towards what is used, or lower the limit towards what is needed.",
  leave: "Leave it for jobs that are seldom busy, on nodes of their own.",

  on: podsAndContainers,
  *check(subject, { options: { ratios } }) {
    const resources = resourcesOf(subject);
    for (const [of, ratio] of Object.entries(ratios)) {
      const at = resources.at("limits", of);
      const request = resources.at("requests", of);
      const limit = amountAt(at);
      const asked = amountAt(request);
      if (limit === undefined || asked === undefined) continue;
      if (limit.nanos * 1000n <= asked.nanos * BigInt(Math.round(ratio * 1000))) continue;
      yield {
        at,
        message: `${titleOf(subject)} may take more than ${ratio} times the ${of} that it asks for.`,
        see: [{ at: request, message: "This is what it asks for." }],
      };
    }
  },

  examples: [
    {
      title: "A limit of many times the request fills the node by surprise",
      options: { ratios: { cpu: 4, memory: 1.5 } },
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
          cpu: 250m
          memory: 256Mi
                  ~~~~~ This is what it asks for.
        limits:
          cpu: "1"
          memory: 1Gi
                  ^^^ Container "web" may take more than 1.5 times the memory that it asks for.
`,
    },
    {
      title: "A limit alone counts as the request",
      options: { ratios: { memory: 1.5 } },
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
          memory: 1Gi
    - name: proxy
      image: nginx:1.27
      resources:
        requests:
          memory: 1Gi
        limits:
          memory: 1536Mi
`,
    },
  ],
});
