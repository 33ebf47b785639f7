import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "host-ipc",
  severity: "warning",
  summary: "A pod must not share memory with the processes of its node.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A pod in the node's IPC namespace can open the shared memory, semaphores and message queues of every process there that uses them: databases, GPU drivers, desktop buses.
It reads what lies in them, and breaks the process by writing to them.`,
  mend: `Remove \`hostIPC: true\`.
The containers of one pod share memory among themselves without it; for more of it than 64 MiB, mount an \`emptyDir\` of \`medium: Memory\` at \`/dev/shm\`.
What stops working is a process that meets another one outside of its pod in shared memory: it fails to open the segment.`,
  leave: "Leave it for a node agent that must talk with a process of the node in shared memory (some GPU services).",

  on: pods,
  *check(pod) {
    const hostIpc = pod.spec.at("hostIPC");
    if (hostIpc.value !== true) return;

    yield {
      at: hostIpc,
      message: `${titleOf(pod)} shares memory with the processes of its node.`,
      fixes: [{ title: "Remove hostIPC", safety: "review", changes: () => [{ at: hostIpc, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A training job shares memory with the node to have more of it",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: training
spec:
  template:
    spec:
      hostIPC: yes
               ^^^ Job "training" shares memory with the processes of its node.
      restartPolicy: Never
      containers:
        - name: training
          image: ghcr.io/shop/training:3.2
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: training
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: training
          image: ghcr.io/shop/training:3.2
`,
    },
    {
      title: "Memory of its own does as well",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: training
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: training
          image: ghcr.io/shop/training:3.2
          volumeMounts:
            - name: shared-memory
              mountPath: /dev/shm
      volumes:
        - name: shared-memory
          emptyDir:
            medium: Memory
`,
    },
  ],
});
