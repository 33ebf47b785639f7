import { type Container, containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Fix, rule } from "../rule.ts";

/** Whether what is mounted in the container shows on its node, which only a privileged one may ask for. */
const passesMountsOn = (container: Container): boolean =>
  container
    .at("volumeMounts")
    .children.some((it) => ifKnown(() => it.at("mountPropagation").string === "Bidirectional", true));

export default rule({
  id: "privileged-container",
  severity: "error",
  summary: "A container may not be privileged.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A privileged container has every capability, sees every device of the node and is bound by no seccomp or AppArmor profile.
Whoever takes over its process mounts the node's disk and is root on the node a moment later, and from there reads the Secrets of every pod on it.`,
  mend: `Remove \`privileged: true\`, and give back the one capability or device that the process needs: \`capabilities.add\`, a device plugin, a volume.
Where a mount has \`mountPropagation: Bidirectional\`, that must go first, as only privileged containers may have it.
A process that mounts file systems, loads kernel modules or writes to \`/dev\` and \`/sys\` stops working without it, with \`operation not permitted\`.
What else the container lacks (dropped capabilities, a seccomp profile, a user other than root) helps little while it is privileged, so it is told only afterwards.`,
  leave:
    "Leave it for node agents that must manage the node itself (CNI and CSI plugins, device plugins), in a namespace of their own.",

  on: containers,
  *check(container) {
    const privileged = container.at("securityContext", "privileged");
    if (privileged.value !== true) return;

    const remove: Fix = {
      title: "Remove privileged",
      safety: "review",
      changes: () => [{ at: privileged, remove: true }],
    };
    yield {
      at: privileged,
      message: `${titleOf(container)} is privileged.`,
      // Without it, the API server would refuse such mounts.
      fixes: passesMountsOn(container) ? [] : [remove],
    };
  },

  examples: [
    {
      title: "A privileged container is as good as root on the node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        privileged: true # to be sure
                    ^^^^ Container "web" is privileged.
        runAsNonRoot: true
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsNonRoot: true
`,
    },
    {
      title: "An init container is one, too, and a template is judged as its pods are",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: tuned
spec:
  selector:
    matchLabels: { app: tuned }
  template:
    metadata:
      labels: { app: tuned }
    spec:
      initContainers:
        - name: sysctl
          image: busybox:1.36
          command: [sysctl, -w, vm.max_map_count=262144]
          securityContext: { privileged: true }
                                         ^^^^ Container "sysctl" is privileged.
      containers:
        - name: tuned
          image: ghcr.io/shop/tuned:1.0
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: tuned
spec:
  selector:
    matchLabels: { app: tuned }
  template:
    metadata:
      labels: { app: tuned }
    spec:
      initContainers:
        - name: sysctl
          image: busybox:1.36
          command: [sysctl, -w, vm.max_map_count=262144]
      containers:
        - name: tuned
          image: ghcr.io/shop/tuned:1.0
`,
    },
    {
      title: "Nobody is privileged who does not ask for it",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        privileged: no
`,
    },
  ],
});
