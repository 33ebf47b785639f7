import { resourcesOf } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { containers } from "../model/pods.ts";
import { runsAlong } from "../model/resources.ts";
import { titleOf, valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unbounded-ephemeral-storage",
  severity: "info",
  summary: "A container should say how much of its node's disk it may fill.",
  presets: ["strict"],
  fixable: "choice",
  why: `Logs, writable layers and \`emptyDir\` volumes of all pods of a node lie on one disk.
A container without a limit fills it with a log in a loop or an upload that never ends; then the kubelet evicts pods by its own lights, images cannot be pulled, and the node takes no new pods.`,
  mend: `Set \`resources.limits.ephemeral-storage\`: it counts as the request, too, where none is written.
A container that writes more is evicted, with a message that says so.
Logs count, so leave room for what the node keeps of them.`,
  leave:
    "Leave it where a LimitRange of the namespace gives a default, which a manifest does not show, and where the nodes' disks hold nothing else.",

  on: containers,
  *check(container) {
    const limit = resourcesOf(container).at("limits", "ephemeral-storage");
    if (!runsAlong(container) || limit.exists) return;

    const request = resourcesOf(container).at("requests", "ephemeral-storage");
    yield {
      at: valueOrName(container, limit),
      message: `${titleOf(container)} may fill the disk of its node.`,
      fixes: [
        {
          title: "Set a limit for ephemeral storage",
          safety: "choice",
          // A limit below the request would be refused: begin with what is asked for.
          changes: () => [{ at: limit, value: new Proposal(request.string ?? request.number ?? "1Gi") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A request alone bounds nothing",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" may fill the disk of its node.
      image: nginx:1.27
      resources:
        requests:
          ephemeral-storage: 2Gi
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
      resources:
        requests:
          ephemeral-storage: 2Gi
        limits:
          ephemeral-storage: 2Gi
`,
    },
    {
      title: "An init container is done before, and a limit is enough",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          ephemeral-storage: 1Gi
`,
    },
  ],
});
