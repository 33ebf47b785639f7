import { kind } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** Since this version the field counts unless someone has switched it off. */
const KNOWN_SINCE = 27;

export default rule({
  id: "guarded-sick-pods",
  severity: "info",
  summary: "A disruption budget should not guard pods that do not work.",
  fixable: "review",
  why: `By default a budget counts a pod that is not ready as one that must not be evicted while too few are healthy.
One release that crashes in a loop, or waits for a Secret that is not there, and no node that holds its pods can be drained any more.`,
  mend: `Set \`unhealthyPodEvictionPolicy: AlwaysAllow\`: pods that run but are not ready may then be evicted whatever the budget says.
A pod that is only slow to become ready may be evicted while it starts, and starts anew elsewhere.`,
  leave: `Leave it for workloads whose members must not be moved while they recover, such as a store that copies its data to a new member, and write \`IfHealthyBudget\`, the default, to say so: nothing is reported then.`,

  on: kind("policy/PodDisruptionBudget"),
  *check(budget, { cluster }) {
    const { at, name } = budget;
    const policy = at("spec", "unhealthyPodEvictionPolicy");
    if (cluster.kubernetes < KNOWN_SINCE || policy.exists || !at("spec", "selector").exists) return;

    yield {
      at: valueOrName(budget, policy),
      message: `PodDisruptionBudget "${name}" guards pods that do not work.`,
      fixes: [
        {
          title: "Let sick pods be evicted",
          safety: "review",
          changes: () => [{ at: policy, value: "AlwaysAllow" }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A release that never comes up keeps its nodes from being drained",
      bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
        ^^^ PodDisruptionBudget "web" guards pods that do not work.
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
      fixed: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
  unhealthyPodEvictionPolicy: AlwaysAllow
`,
    },
    {
      title: "Who writes the default has thought of it",
      good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: db
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: db
  unhealthyPodEvictionPolicy: IfHealthyBudget
`,
    },
    {
      title: "Before 1.27 nothing could be said of it",
      kubernetes: 26,
      good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
    },
  ],
});
