import { standTogether } from "../model/branches.ts";
import { intOrPercent } from "../model/int-or-percent.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-disruption-budget",
  severity: "error",
  summary: "A disruption budget should name one number that the API server takes.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a budget that has both \`minAvailable\` and \`maxUnavailable\`, or a number that it cannot read.
The pods then have no budget, or the old one, and a drain takes them all at once.`,
  mend: `Keep \`maxUnavailable\`, which stays right when the number of replicas changes, and remove \`minAvailable\`.
A number is written bare, and a share with its sign: \`1\`, \`25%\`.`,
  leave: "There is no reason to leave it.",

  on: kind("policy/PodDisruptionBudget"),
  *check({ at, name }) {
    const least = at("spec", "minAvailable");
    const most = at("spec", "maxUnavailable");
    for (const number of [least, most]) {
      const read = intOrPercent(number.value);
      if (!number.exists || (read !== undefined && !(read.isPercent && read.amount > 100))) continue;
      yield {
        at: number,
        message: `PodDisruptionBudget "${name}" has a ${number.step} of "${number.shown}", which the API server refuses.`,
      };
    }
    if (!least.exists || !most.exists || !standTogether(least, most)) return;

    yield {
      at: least.named,
      message: `PodDisruptionBudget "${name}" has both minAvailable and maxUnavailable, and the API server refuses it.`,
      see: [{ at: most.named, message: "This is the other." }],
      fixes: [{ title: "Remove minAvailable", safety: "review", changes: () => [{ at: least, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A budget is given in one way",
      bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  ^^^^^^^^^^^^ PodDisruptionBudget "web" has both minAvailable and maxUnavailable, and the API server refuses it.
  maxUnavailable: 1
  ~~~~~~~~~~~~~~ This is the other.
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
`,
    },
    {
      title: "A number in quotes is no share",
      bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: "1"
                  ^^^ PodDisruptionBudget "web" has a maxUnavailable of "1", which the API server refuses.
  selector:
    matchLabels:
      app: web
`,
    },
    {
      title: "A share is a number with its sign",
      good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 25%
  minAvailable: null
  selector:
    matchLabels:
      app: web
`,
    },
  ],
});
