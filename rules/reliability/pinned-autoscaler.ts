import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "pinned-autoscaler",
  severity: "info",
  summary: "An autoscaler should have room to scale.",
  why: `Where \`minReplicas\` and \`maxReplicas\` are the same number, the autoscaler never adds a pod, however great the load.
Often someone has pinned it in an emergency, and nobody has let go.`,
  mend: "Raise `maxReplicas`, or remove the autoscaler and set `replicas` in the workload.",
  leave: "Leave it where an environment is meant to have a fixed number of pods, and others scale by the same file.",

  on: kind("autoscaling/HorizontalPodAutoscaler"),
  *check({ at, name }) {
    const most = at("spec", "maxReplicas");
    const number = most.number ?? 0;
    if (number < 1 || (at("spec", "minReplicas").number ?? 1) !== number) return;

    yield {
      at: most,
      message: `HorizontalPodAutoscaler "${name}" runs ${number} ${number === 1 ? "pod" : "pods"}, never more and never fewer.`,
    };
  },

  examples: [
    {
      title: "An autoscaler without room scales nothing",
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
  minReplicas: 3
  maxReplicas: 3
               ^ HorizontalPodAutoscaler "web" runs 3 pods, never more and never fewer.
`,
    },
    {
      title: "From one to three is room",
      good: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 3
`,
    },
  ],
});
