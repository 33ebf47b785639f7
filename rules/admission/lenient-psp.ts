import type { Writable } from "../model/change.ts";
import { valueOrTitle } from "../model/lacking.ts";
import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "lenient-psp",
  severity: "info",
  summary: "A PodSecurityPolicy should keep pods from running as root with all that a runtime gives.",
  presets: ["strict"],
  fixable: "review",
  why: `A process that runs as root, with the runtime's usual capabilities and without a seccomp profile, needs one hole in the kernel or the runtime to have the node.
\`NET_RAW\`, which is among those capabilities, lets it answer in the name of other pods.`,
  mend: `Write what the page of each finding's field says: \`MustRunAsNonRoot\`, \`requiredDropCapabilities: [ALL]\`, \`allowPrivilegeEscalation: false\`, a default seccomp profile, a root file system that is read only.
Pods that run go on; those that need more are refused when they are next made, and most images from public registries run as root.`,
  leave: `Leave it for a policy that is meant for a few known pods.
From Kubernetes 1.25 on this rule says nothing, for the API server no longer knows the kind.
A policy that allows privileged containers is spoken of by \`permissive-psp\` alone: the rest changes nothing there.`,

  on: kind("policy/PodSecurityPolicy", "extensions/PodSecurityPolicy"),
  *check(policy, { cluster: { kubernetes } }) {
    if (kubernetes >= GONE || policy.at("spec", "privileged").value === true) return;

    for (const { at, what, value } of lacks(policy)) {
      yield {
        at: valueOrTitle(policy, at),
        message: `Policy "${policy.name}" lets pods ${what}.`,
        fixes: [{ title: "Keep them from it", safety: "review", changes: () => [{ at, value }] }],
      };
    }
  },

  examples: [
    {
      title: "What a policy leaves open is a pod's to take",
      kubernetes: 24,
      bad: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: shop
        ^^^^ Policy "shop" lets pods write into their image's files.
        ^^^^ Policy "shop" lets pods run without a seccomp profile.
        ^^^^ Policy "shop" lets pods keep NET_RAW and the other capabilities of a runtime.
        ^^^^ Policy "shop" lets pods gain privileges.
spec:
  runAsUser: { rule: RunAsAny }
                     ^^^^^^^^ Policy "shop" lets pods run as root.
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
      fixed: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: shop
  annotations:
    seccomp.security.alpha.kubernetes.io/defaultProfileName: runtime/default
spec:
  runAsUser: { rule: MustRunAsNonRoot }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
  allowPrivilegeEscalation: false
  requiredDropCapabilities:
    - ALL
  readOnlyRootFilesystem: true
`,
    },
    {
      title: "A policy may leave nothing open",
      kubernetes: 24,
      good: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: shop
  annotations:
    seccomp.security.alpha.kubernetes.io/defaultProfileName: runtime/default
spec:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  requiredDropCapabilities: [ALL]
  runAsUser: { rule: MustRunAsNonRoot }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
    },
  ],
});

/** The version that no longer has PodSecurityPolicy. */
const GONE = 25;

/** Where a policy leaves something open, what pods may then do, and what would keep them from it. */
interface Lack {
  readonly at: Place;
  readonly what: string;
  readonly value: Writable;
}

function lacks(policy: Resource): readonly Lack[] {
  const spec = policy.at("spec");
  const [user, dropped] = [spec.at("runAsUser", "rule"), spec.at("requiredDropCapabilities")];
  const [gain, files] = [spec.at("allowPrivilegeEscalation"), spec.at("readOnlyRootFilesystem")];
  const seccomp = policy.at("metadata", "annotations", "seccomp.security.alpha.kubernetes.io/defaultProfileName");
  const ranges = spec.at("runAsUser", "ranges").children;
  const isRoot =
    user.string === "RunAsAny" || (user.string === "MustRunAs" && ranges.some((it) => it.at("min").value === 0));
  const drops = dropped.children.map((it) => it.string);
  const all: readonly (Lack & { readonly isOpen: boolean })[] = [
    { isOpen: gain.value !== false, at: gain, what: "gain privileges", value: false },
    { isOpen: isRoot, at: user, what: "run as root", value: "MustRunAsNonRoot" },
    {
      isOpen: !drops.includes("ALL") && !drops.includes("NET_RAW"),
      at: dropped,
      what: "keep NET_RAW and the other capabilities of a runtime",
      value: ["ALL"],
    },
    { isOpen: !seccomp.exists, at: seccomp, what: "run without a seccomp profile", value: "runtime/default" },
    { isOpen: files.value !== true, at: files, what: "write into their image's files", value: true },
  ];
  return all.filter((it) => it.isOpen);
}
