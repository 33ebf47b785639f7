import { valueOrTitle } from "../model/lacking.ts";
import { enforced, POD_SECURITY_SINCE, SYSTEM_NAMESPACES } from "../model/pod-security-labels.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unenforced-namespace",
  severity: "warning",
  summary: "A namespace should say which Pod Security level it enforces.",
  presets: ["strict"],
  fixable: "review",
  why: `Without the label \`pod-security.kubernetes.io/enforce\`, the API server takes any pod: privileged, with the node's disk mounted, in the node's network.
Whoever may make a pod here (a developer, a stolen token of a build, a controller with a hole) has the node a moment later.`,
  mend: `Set the level \`baseline\`, or \`restricted\` where the pods keep to it.
Pods that run go on; those beyond the level are refused when they are next made, and their Deployment only tells so in its events.
\`kubectl label --dry-run=server --overwrite ns NAME pod-security.kubernetes.io/enforce=baseline\` lists them before.`,
  leave: `Leave it where the API server's own configuration sets a default, or another admission controller (Kyverno, Gatekeeper, OpenShift) looks at pods: neither shows in a Namespace.
The namespaces of the cluster itself (\`kube-system\` and its like) are left in peace.
Nearly every Namespace in public manifests lacks the label, so this rule is not in \`recommended\`.`,

  on: kind("Namespace"),
  *check(namespace, { cluster: { kubernetes } }) {
    const level = enforced(namespace);
    const { name } = namespace;
    if (level.exists || SYSTEM_NAMESPACES.has(name) || name.startsWith("openshift-") || kubernetes < POD_SECURITY_SINCE)
      return;

    yield {
      at: valueOrTitle(namespace, level),
      message: `Namespace "${name}" takes any pod, even a privileged one.`,
      fixes: [
        { title: "Enforce the level baseline", safety: "review", changes: () => [{ at: level, value: "baseline" }] },
      ],
    };
  },

  examples: [
    {
      title: "Without the label, every pod is taken",
      bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
        ^^^^ Namespace "shop" takes any pod, even a privileged one.
  labels:
    team: shop
    pod-security.kubernetes.io/warn: restricted
`,
      fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: shop
    pod-security.kubernetes.io/warn: restricted
    pod-security.kubernetes.io/enforce: baseline
`,
    },
    {
      title: "A level is enforced, and the cluster's own namespaces are another matter",
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
---
apiVersion: v1
kind: Namespace
metadata:
  name: kube-system
`,
    },
    {
      title: "Older clusters do not know the label",
      kubernetes: 22,
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    },
  ],
});
