import { containersOf, pods } from "../model/pods.ts";
import { runsAlong } from "../model/resources.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "shared-process-namespace",
  severity: "warning",
  summary: "The containers of a pod should not see each other's processes.",
  presets: ["strict"],
  fixable: "review",
  why: `With \`shareProcessNamespace\` every container of the pod sees the processes of all others, and as the same user reads their environment and, by \`/proc/1/root\`, their files: the application's passwords are the log shipper's as well.
A sidecar with a hole in it is then as bad as a hole in the application itself, and may kill it, too.`,
  mend: `Remove \`shareProcessNamespace: true\`, and let the containers meet in a volume or on \`localhost\`.
What stops working is a sidecar that sends signals to another process (to reload its configuration) or looks at it: it no longer finds its process id.
To look into a pod now and then, \`kubectl debug --target\` is enough.`,
  leave: "Leave it where a sidecar must signal the program, and both come from the same hands.",

  on: pods,
  *check(pod) {
    const shared = pod.spec.at("shareProcessNamespace");
    // Beside hostPID, contradicting-namespaces speaks.
    if (shared.value !== true || pod.spec.at("hostPID").value === true) return;
    if (!pod.isPart && containersOf(pod).filter(runsAlong).length < 2) return;

    yield {
      at: shared,
      message: `The containers of ${titleOf(pod)} see each other's processes.`,
      fixes: [
        { title: "Remove shareProcessNamespace", safety: "review", changes: () => [{ at: shared, remove: true }] },
      ],
    };
  },

  examples: [
    {
      title: "A sidecar sees the program's processes, and what they know",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
                         ^^^^ The containers of Pod "web" see each other's processes.
  containers:
    - name: web
      image: nginx:1.27
    - name: logs
      image: fluent/fluent-bit:3.2.1
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
    - name: logs
      image: fluent/fluent-bit:3.2.1
`,
    },
    {
      title: "Who is alone shares with nobody",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  initContainers:
    - name: setup
      image: busybox:1.36
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Each to its own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: false
  containers:
    - name: web
      image: nginx:1.27
    - name: logs
      image: fluent/fluent-bit:3.2.1
`,
    },
  ],
});
