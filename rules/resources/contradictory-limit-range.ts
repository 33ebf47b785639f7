import { amountAt } from "../model/amounts.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Which bound may not be above which other. */
const ORDER = [
  ["min", "max"],
  ["min", "defaultRequest"],
  ["min", "default"],
  ["defaultRequest", "default"],
  ["defaultRequest", "max"],
  ["default", "max"],
] as const;

export default rule({
  id: "contradictory-limit-range",
  severity: "error",
  summary: "The bounds of a LimitRange must not contradict each other.",
  presets: ["recommended"],
  why: `The API server refuses a LimitRange whose least is above its most, or whose defaults lie outside of both.
The namespace then has no bounds at all, and its containers no defaults.`,
  mend: "Put the amounts in their order: `min`, `defaultRequest`, `default`, `max`.\nOnly the author knows which of two is wrong, so there is no fix.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: kind("LimitRange"),
  *check(range) {
    for (const item of range.at("spec", "limits").children) {
      const told = new Set<string>();
      for (const [low, high] of ORDER) {
        for (const lower of item.at(low).children) {
          const of = String(lower.step);
          const higher = item.at(high, of);
          const less = amountAt(lower);
          const more = amountAt(higher);
          if (less === undefined || more === undefined || less.nanos <= more.nanos || told.has(`${low} ${of}`))
            continue;
          told.add(`${low} ${of}`);
          yield {
            at: lower,
            message: `LimitRange "${range.name}" has a ${low} of ${lower.shown} of ${of}, above its ${high} of ${higher.shown}.`,
            see: [{ at: higher, message: "This is lower." }],
          };
        }
      }
    }
  },

  examples: [
    {
      title: "A default above the most",
      bad: `
apiVersion: v1
kind: LimitRange
metadata:
  name: team
spec:
  limits:
    - type: Container
      default:
        memory: 1Gi
                ^^^ LimitRange "team" has a default of 1Gi of memory, above its max of 512Mi.
        cpu: 500m
      max:
        memory: 512Mi
                ~~~~~ This is lower.
        cpu: "1"
`,
    },
    {
      title: "Each bound in its place",
      good: `
apiVersion: v1
kind: LimitRange
metadata:
  name: team
spec:
  limits:
    - type: Container
      min:
        memory: 16Mi
      defaultRequest:
        memory: 128Mi
      default:
        memory: 256Mi
      max:
        memory: 2Gi
    - type: PersistentVolumeClaim
      max:
        storage: 100Gi
`,
    },
  ],
});
