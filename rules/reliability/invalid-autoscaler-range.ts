import { kind } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-autoscaler-range",
  severity: "error",
  summary: "An autoscaler should have a greatest number of pods that is not below the least.",
  presets: ["recommended"],
  why: `The API server refuses an autoscaler without \`maxReplicas\`, or with a \`minReplicas\` above it.
The workload is then not scaled at all, or goes on with the old numbers, and shows it only under load.`,
  mend: "Set `maxReplicas` to what the nodes and whatever stands behind the workload can bear, and `minReplicas` to no more than that.",
  leave: "There is no reason to leave it.",

  on: kind("autoscaling/HorizontalPodAutoscaler"),
  *check(autoscaler) {
    const { at, name } = autoscaler;
    const least = at("spec", "minReplicas");
    const most = at("spec", "maxReplicas");
    // A patch changes one of the two, and the other stands elsewhere.
    if (!at("spec", "scaleTargetRef").exists) return;

    if ((most.value ?? 0) === 0 || (most.number ?? 1) < 0) {
      yield {
        at: valueOrName(autoscaler, most),
        message: `HorizontalPodAutoscaler "${name}" has no greatest number of pods, and the API server refuses it.`,
      };
    } else if ((least.number ?? 1) > (most.number ?? Number.POSITIVE_INFINITY)) {
      yield {
        at: most,
        message: `HorizontalPodAutoscaler "${name}" wants at most ${most.number} pods and at least ${least.number}, and the API server refuses it.`,
        see: [{ at: least, message: "This is the least number." }],
      };
    }
  },

  examples: [
    {
      title: "The least is more than the most",
      bad: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 5
               ~ This is the least number.
  maxReplicas: 3
               ^ HorizontalPodAutoscaler "web" wants at most 3 pods and at least 5, and the API server refuses it.
`,
    },
    {
      title: "How far it may go must be said",
      bad: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
        ^^^ HorizontalPodAutoscaler "web" has no greatest number of pods, and the API server refuses it.
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 2
`,
    },
    {
      title: "A patch may change one of the two",
      good: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  minReplicas: 5
`,
    },
  ],
});
