import { Proposal } from "../model/change.ts";
import { intOrPercent } from "../model/int-or-percent.ts";
import type { Place } from "../model/place.ts";
import { kind } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "blocking-disruption-budget",
  severity: "warning",
  summary: "A disruption budget should allow at least one eviction.",
  presets: ["recommended"],
  fixable: "choice",
  why: `A budget that allows no eviction keeps its pods on their nodes for ever.
\`kubectl drain\` hangs, the upgrade of a node pool stops in the middle or ends in force, and security updates of the nodes wait for someone to delete the budget by hand.
A budget that names neither \`minAvailable\` nor \`maxUnavailable\` is the same: the controller expects no pods and so allows nothing.`,
  mend: `Set \`maxUnavailable: 1\`, which stays right when the number of replicas changes.
While a node is drained one pod fewer is there, so a workload of one pod is gone for a moment: run two.`,
  leave: `Leave it where someone must be asked before a pod is moved, and is on call whenever nodes are replaced.
Whether a \`minAvailable\` in numbers leaves anything depends on the replicas of what it protects, which stand elsewhere.`,

  on: kind("policy/PodDisruptionBudget"),
  *check(budget) {
    const { at, name } = budget;
    const spec = at("spec");
    const least = spec.at("minAvailable");
    const most = spec.at("maxUnavailable");
    // A patch may change one thing only, and has no selector.
    if (!spec.at("selector").exists || (least.exists && most.exists)) return;
    const culprit = culpritOf(least, most);
    if (culprit === undefined) return;

    yield {
      at: valueOrName(budget, culprit),
      message: `PodDisruptionBudget "${name}" allows no eviction at all.`,
      fixes: [
        {
          title: "Allow one eviction at a time",
          safety: "choice",
          changes: () => [
            ...(least.exists ? [{ at: least, remove: true } as const] : []),
            { at: most, value: new Proposal(1) },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "What must always be there can never be moved",
      bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 100%
                ^^^^ PodDisruptionBudget "web" allows no eviction at all.
  selector:
    matchLabels:
      app: web
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: db
spec:
  maxUnavailable: 0
                  ^ PodDisruptionBudget "db" allows no eviction at all.
  selector:
    matchLabels:
      app: db
`,
      fixed: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  maxUnavailable: 1
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: db
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: db
`,
    },
    {
      title: "A budget that names no number allows nothing",
      bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
        ^^^ PodDisruptionBudget "web" allows no eviction at all.
spec:
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
  selector:
    matchLabels:
      app: web
  maxUnavailable: 1
`,
    },
    {
      title: "A share rounds up to at least one pod",
      good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 10%
  selector:
    matchLabels:
      app: web
`,
    },
  ],
});

/** What forbids every eviction. Throws `unknowable`. */
function culpritOf(least: Place, most: Place): Place | undefined {
  if (!least.exists && !most.exists) return most;
  const unavailable = intOrPercent(most.value);
  if (unavailable?.amount === 0) return most;
  const available = intOrPercent(least.value);
  return available?.isPercent && available.amount === 100 ? least : undefined;
}
