import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "host-pid",
  severity: "warning",
  summary: "A pod must not see the processes of its node.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A pod in the node's process namespace sees every process on the node, with its arguments, and as the same user also its environment: passwords and tokens of other pods among them.
As root it can kill them, and with \`SYS_PTRACE\` it can step into one of the node's own and is out of its container.`,
  mend: `Remove \`hostPID: true\`.
To see the processes of the pod's other containers, \`shareProcessNamespace: true\` is enough.
What stops working is a monitor or debugger that looks for processes outside of its pod: it finds only its own.`,
  leave:
    "Leave it for node agents that watch or trace processes (node exporters, profilers, security sensors), in a namespace of their own.",

  on: pods,
  *check(pod) {
    const hostPid = pod.spec.at("hostPID");
    if (hostPid.value !== true) return;

    yield {
      at: hostPid,
      message: `${titleOf(pod)} sees the processes of its node.`,
      fixes: [{ title: "Remove hostPID", safety: "review", changes: () => [{ at: hostPid, remove: true }] }],
    };
  },

  examples: [
    {
      title: "An agent sees every process of the node",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      hostPID: true
               ^^^^ DaemonSet "agent" sees the processes of its node.
      containers:
        - name: agent
          image: ghcr.io/shop/agent:2.1
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
    spec:
      containers:
        - name: agent
          image: ghcr.io/shop/agent:2.1
`,
    },
    {
      title: "Containers of one pod may see each other's processes",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
    - name: web
      image: nginx:1.27
    - name: reloader
      image: ghcr.io/shop/reloader:1.0
`,
    },
  ],
});
