import { containers } from "../model/pods.ts";
import { isPrivileged, security, titleOf } from "../model/security-context.ts";
import { hasOwnUsers } from "../model/user-namespace.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unmasked-proc",
  severity: "error",
  summary: "A container must see /proc masked, as its runtime shows it.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `Runtimes hide parts of \`/proc\` and make others read-only, since they belong to the kernel and not to the container: \`/proc/kcore\` is the node's memory, \`/proc/sysrq-trigger\` restarts the node, \`/proc/sys\` sets what holds for all.
\`procMount: Unmasked\` shows them all; to a process that is root on the node they are a way out.
So newer API servers refuse it in a pod without users of its own.`,
  mend: `Remove \`procMount\`.
What stops working is a container that starts containers of its own: mounting their \`/proc\` fails with \`operation not permitted\`.
If that is its work, give the pod users of its own by \`hostUsers: false\`; Pod Security baseline allows both together from 1.35, restricted never.`,
  leave: "Leave it for a pod that builds or runs containers within, with `hostUsers: false`.",

  on: containers,
  *check(container, { cluster }) {
    const { podSecurity, podSecurityLevel } = cluster;
    if (podSecurityLevel === undefined && isPrivileged(container)) return;
    const procMount = security(container, "procMount");
    if (procMount.string === undefined || procMount.value === "Default") return;
    if (podSecurityLevel !== "restricted" && hasOwnUsers(container.pod, podSecurity)) return;

    yield {
      at: procMount,
      message: `${titleOf(container)} sees /proc unmasked.`,
      fixes: [{ title: "Remove procMount", safety: "review", changes: () => [{ at: procMount, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A builder sees the kernel's side of /proc",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        procMount: Unmasked
                   ^^^^^^^^ Container "builder" sees /proc unmasked.
        runAsUser: 1000
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        runAsUser: 1000
`,
    },
    {
      title: "Root of the pod's own users is nobody on the node",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  hostUsers: false
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        procMount: Unmasked
`,
    },
    {
      title: "Before 1.35 Pod Security did not trust in that",
      podSecurity: 34,
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  hostUsers: false
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        procMount: Unmasked
                   ^^^^^^^^ Container "builder" sees /proc unmasked.
        runAsUser: 1000
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  hostUsers: false
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        runAsUser: 1000
`,
    },
    {
      title: "Pod Security restricted makes no such exception",
      podSecurityLevel: "restricted",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  hostUsers: false
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        procMount: Unmasked
                   ^^^^^^^^ Container "builder" sees /proc unmasked.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  hostUsers: false
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
`,
    },
  ],
});
