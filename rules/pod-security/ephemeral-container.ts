import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ephemeral-container",
  severity: "error",
  summary: "A manifest must not list ephemeral containers.",
  presets: ["recommended"],
  fixable: "review",
  why: `An ephemeral container is put into a pod that runs, by \`kubectl debug\`, and belongs to no manifest: the API server refuses a new pod that lists one, and a template of pods as well.
It comes into a file when a pod is exported while someone debugs it, and names an image with a shell and tools that nobody wanted there for good.`,
  mend: `Remove \`ephemeralContainers\`.
To have the tools at hand, run \`kubectl debug\` when they are needed; what shall run beside the program is an entry of \`containers\`, or of \`initContainers\` with \`restartPolicy: Always\`.`,
  leave: "Leave it in a file that records what a pod was, and is never applied.",

  on: containers,
  *check(container) {
    if (container.list !== "ephemeralContainers") return;
    yield {
      at: container.place,
      message: `${titleOf(container)} is ephemeral, which Kubernetes refuses in a manifest.`,
      fixes: [
        {
          title: "Remove the ephemeral container",
          safety: "review",
          changes: () => [{ at: container.place, remove: true }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A pod was exported while someone debugged it",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
  ephemeralContainers:
    - name: debugger
            ^^^^^^^^ Container "debugger" is ephemeral, which Kubernetes refuses in a manifest.
      image: busybox:1.36
      targetContainerName: web
      stdin: true
      tty: true
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
`,
    },
    {
      title: "What runs for good is a container",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
    - name: exporter
      image: nginx/nginx-prometheus-exporter:1.3
  ephemeralContainers: []
`,
    },
  ],
});
