import { enforced } from "../model/pod-security-labels.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "baseline-namespace",
  severity: "info",
  summary: "A namespace should enforce the Pod Security level restricted.",
  fixable: "review",
  why: `The level \`baseline\` lets pods run as root, with the capabilities that a runtime gives by itself and without a seccomp profile.
Someone who takes over a process as root needs one hole in the kernel or the runtime to have the node.`,
  mend: `Set \`restricted\` when the pods keep to it: \`kubectl label --dry-run=server --overwrite ns NAME pod-security.kubernetes.io/enforce=restricted\` lists those that do not.
Most images from public registries run as root, and are refused from then on.`,
  leave:
    "Leave it where images are not your own. How strict a cluster is to be is for its owner to decide, so this rule is in no preset but `all`.",

  on: kind("Namespace"),
  *check(namespace) {
    const level = enforced(namespace);
    if (level.string !== "baseline") return;

    yield {
      at: level,
      message: `Namespace "${namespace.name}" takes pods that run as root.`,
      fixes: [
        {
          title: "Enforce the level restricted",
          safety: "review",
          changes: () => [{ at: level, value: "restricted" }],
        },
      ],
    };
  },

  examples: [
    {
      title: "The level baseline takes pods that run as root",
      bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
                                        ^^^^^^^^ Namespace "shop" takes pods that run as root.
`,
      fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
    },
    {
      title: "The level restricted does not",
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
    },
  ],
});
