import { enforced, SYSTEM_NAMESPACES } from "../model/pod-security-labels.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "privileged-namespace",
  severity: "warning",
  summary: "A namespace should enforce the Pod Security level baseline at least.",
  presets: ["strict"],
  fixable: "review",
  why: `The level \`privileged\` enforces nothing: the API server takes any pod here, also where the cluster's default is stricter.
Whoever may make a pod in this namespace has the node a moment later, and may read the Secrets of every pod on it.`,
  mend: `Move what must be privileged (agents of the node, CNI and CSI plugins) into a namespace of its own, in which nobody else may make pods, and set \`baseline\` here.
Pods that run go on; those beyond the level are refused when they are next made.`,
  leave: "Leave it for the namespaces of such agents; `kube-system` is left in peace.",

  on: kind("Namespace"),
  *check(namespace) {
    const level = enforced(namespace);
    if (level.string !== "privileged" || SYSTEM_NAMESPACES.has(namespace.name)) return;

    yield {
      at: level,
      message: `Namespace "${namespace.name}" takes any pod, even a privileged one.`,
      fixes: [
        { title: "Enforce the level baseline", safety: "review", changes: () => [{ at: level, value: "baseline" }] },
      ],
    };
  },

  examples: [
    {
      title: "The level privileged enforces nothing",
      bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: privileged
                                        ^^^^^^^^^^ Namespace "shop" takes any pod, even a privileged one.
`,
      fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
`,
    },
    {
      title: "It may only tell, and baseline will do",
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
    pod-security.kubernetes.io/warn: privileged
`,
    },
  ],
});
