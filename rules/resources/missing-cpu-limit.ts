import { Proposal } from "../model/change.ts";
import { containers } from "../model/pods.ts";
import { isLimited, runsAlong } from "../model/resources.ts";
import { titleOf, valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "missing-cpu-limit",
  severity: "info",
  summary: "A container may be held to an amount of CPU.",
  fixable: "choice",
  why: `A container without a CPU limit may use every processor of its node that nobody else asked for.
Whoever breaks into it mines coins there at full speed, and what it can do on an idle node it cannot do on a busy one: tests of its speed tell little.
On nodes that are paid for by use, it also costs.`,
  mend: `Set \`resources.limits.cpu\` well above what the container takes at its busiest.
A process that reaches its limit is halted for the rest of each tenth of a second, which shows as slow answers while the node is idle.`,
  leave: `Leave it where every container has a CPU request, as then nobody is starved: a busy processor is shared out by requests.
Many tools ask for a CPU limit and some forbid it, each for some clusters rightly; so no preset asks for this rule.`,

  on: containers,
  *check(container, { cluster }) {
    if (!runsAlong(container) || isLimited(container, "cpu", cluster.kubernetes)) return;

    const limit = container.at("resources", "limits", "cpu");
    const request = container.at("resources", "requests", "cpu");
    yield {
      at: valueOrName(container, limit),
      message: `${titleOf(container)} may use all idle processors of its node.`,
      fixes: [
        {
          title: "Set a CPU limit",
          safety: "choice",
          // A limit below the request would be refused: begin with what is asked for.
          changes: () => [{ at: limit, value: new Proposal(request.string ?? request.number ?? "1") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A request is no limit",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" may use all idle processors of its node.
      image: nginx:1.27
      resources:
        requests:
          cpu: 500m
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
        limits:
          cpu: 500m
`,
    },
    {
      title: "A pod's limit holds for all its containers",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    limits:
      cpu: "2"
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
