import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Kinds of Kubernetes that have no subresource `scale`, and the groups in which they stand. */
const FIXED: Readonly<Record<string, string>> = {
  CronJob: "batch",
  DaemonSet: "apps",
  Job: "batch",
  Pod: "",
};

export default rule({
  id: "unscalable-target",
  severity: "error",
  summary: "An autoscaler should point at something that can be scaled.",
  presets: ["recommended"],
  why: `The API server takes the autoscaler, and the controller fails to scale: it only says \`FailedGetScale\` in its events.
Nobody notices until load comes and no pod is added.`,
  mend: `Point \`scaleTargetRef\` at a Deployment, a StatefulSet or another kind with a \`scale\` subresource.
A DaemonSet runs one pod on each node, and a Job as many as its \`parallelism\` says; neither can be scaled by an autoscaler.`,
  leave: "There is no reason to leave it.",

  on: kind("autoscaling/HorizontalPodAutoscaler"),
  *check({ at, name }) {
    const target = at("spec", "scaleTargetRef");
    const targetKind = target.at("kind").string ?? "";
    if (!Object.hasOwn(FIXED, targetKind)) return;
    const version = target.at("apiVersion").string ?? "";
    const group = version.includes("/") ? version.slice(0, version.indexOf("/")) : "";
    if (version !== "" && group !== FIXED[targetKind]) return;

    yield {
      at: target.at("kind"),
      message: `HorizontalPodAutoscaler "${name}" points at a ${targetKind}, which cannot be scaled.`,
    };
  },

  examples: [
    {
      title: "A DaemonSet has as many pods as there are nodes",
      bad: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: agent
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: DaemonSet
          ^^^^^^^^^ HorizontalPodAutoscaler "agent" points at a DaemonSet, which cannot be scaled.
    name: agent
  maxReplicas: 10
`,
    },
    {
      title: "A kind of someone else may be scaled, whatever it is called",
      good: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: agent
spec:
  scaleTargetRef:
    apiVersion: example.com/v1
    kind: Job
    name: agent
  maxReplicas: 10
`,
    },
  ],
});
