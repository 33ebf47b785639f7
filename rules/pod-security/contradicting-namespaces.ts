import type { Place } from "../model/place.ts";
import { type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "contradicting-namespaces",
  severity: "error",
  summary: "A pod must not ask for namespaces of its own and for those of its node where both cannot be.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a pod with users of its own (\`hostUsers: false\`) that uses the network, the processes or the shared memory of its node, and one whose containers share processes among themselves while they see the node's.
A Deployment with such a template is taken as it is by some versions and never gets a pod.`,
  mend: `Remove what ties the pod to its node: \`hostNetwork\`, \`hostPID\` or \`hostIPC\`.
What stops working stands on the page of the rule for each of them.
If the pod cannot do without, remove \`hostUsers: false\`, and the pod's root is the node's root again.`,
  leave:
    "Leave `hostNetwork` beside `hostUsers: false` only where your API servers have the feature gate `UserNamespacesHostNetworkSupport`, which is off unless someone switches it on.",

  on: pods,
  *check(pod) {
    for (const { field, value, against } of CONTRADICTIONS) {
      const at = pod.spec.at(field);
      if (at.value !== value) continue;
      const others = against.map((it) => pod.spec.at(it)).filter((it) => it.value === true);
      if (others.length > 0) yield finding(pod, at, others);
    }
  },

  examples: [
    {
      title: "A pod with users of its own cannot have the node's network",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
             ^^^^^ Pod "web" asks for "hostNetwork" beside "hostUsers", which Kubernetes refuses.
  hostNetwork: true
               ~~~~ This contradicts it.
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Containers that see the node's processes see each other's anyway",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
                         ^^^^ Pod "web" asks for "hostPID" beside "shareProcessNamespace", which Kubernetes refuses.
  hostPID: true
           ~~~~ This contradicts it.
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Each for itself is taken",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  shareProcessNamespace: true
  hostNetwork: false
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});

/** What the API server refuses together: a field's value, and the fields that may not be true beside it. */
const CONTRADICTIONS = [
  { field: "hostUsers", value: false, against: ["hostNetwork", "hostPID", "hostIPC"] },
  { field: "shareProcessNamespace", value: true, against: ["hostPID"] },
] as const;

const finding = (pod: Pod, at: Place, others: readonly Place[]) => ({
  at,
  message: `${titleOf(pod)} asks for ${others.map(({ step }) => `"${step}"`).join(" and ")} beside "${at.step}", which Kubernetes refuses.`,
  see: others.map((other) => ({ at: other, message: "This contradicts it." })),
  fixes: [
    {
      title: `Remove ${others.map(({ step }) => step).join(" and ")}`,
      safety: "review" as const,
      changes: () => others.map((other) => ({ at: other, remove: true as const })),
    },
  ],
});
