import { Proposal } from "../model/change.ts";
import { kind } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "single-replica-autoscaler",
  severity: "info",
  summary: "An autoscaler should leave more than one pod running.",
  presets: ["strict"],
  fixable: "choice",
  why: `At night, when little is asked of it, the autoscaler takes all pods but one away.
When the node of that one fails or is drained, nothing answers until another has started.`,
  mend: "Set `minReplicas` to 2 or more. The pods that are kept take their share of memory and CPU when nobody asks for them.",
  leave:
    "Leave it where an outage of some minutes hurts nobody. Where `minReplicas` is 0, the workload is meant to be gone at times, and nothing is said.",

  on: kind("autoscaling/HorizontalPodAutoscaler"),
  *check(autoscaler) {
    const { at, name } = autoscaler;
    const least = at("spec", "minReplicas");
    if ((least.value ?? 1) !== 1 || at("spec", "scaleTargetRef", "kind").value === "StatefulSet") return;

    yield {
      at: valueOrName(autoscaler, least),
      message: `HorizontalPodAutoscaler "${name}" may leave a single pod running.`,
      fixes: [{ title: "Keep two pods", safety: "choice", changes: () => [{ at: least, value: new Proposal(2) }] }],
    };
  },

  examples: [
    {
      title: "Who does not say how many must stay keeps one",
      bad: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
        ^^^ HorizontalPodAutoscaler "web" may leave a single pod running.
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 10
`,
      fixed: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 10
  minReplicas: 2
`,
    },
    {
      title: "One may be gone while two stay",
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
  minReplicas: 2
  maxReplicas: 10
`,
    },
  ],
});
