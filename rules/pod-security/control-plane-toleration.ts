import { type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** The taints that keep ordinary pods off the control plane's nodes, by their names of today and before 1.24. */
const TAINTS: ReadonlySet<string> = new Set([
  "node-role.kubernetes.io/control-plane",
  "node-role.kubernetes.io/master",
]);

export default rule({
  id: "control-plane-toleration",
  severity: "info",
  summary: "A workload should stay off the nodes of the control plane.",
  presets: ["strict"],
  fixable: "review",
  why: `On the control plane's nodes lie the keys of the cluster: the certificate authority, the API server's own identity, etcd with every Secret.
A workload that tolerates their taint may be put beside them, and then a way out of its container is a way to the whole cluster; and what it takes of memory and disk etcd lacks.`,
  mend: `Remove the toleration: the pod then runs on the other nodes only.
In a cluster whose only nodes are those of the control plane it stays \`Pending\`.`,
  leave:
    "Leave it for what belongs to the control plane, and where a cluster has no other nodes. DaemonSets, system priorities, the namespace `kube-system` and pods whose `nodeSelector` asks for the control plane are not reported: their authors mean it.",

  on: pods,
  *check(pod) {
    if (isOfSystem(pod)) return;
    for (const toleration of pod.spec.at("tolerations").children) {
      const key = toleration.at("key");
      const isForAll = !key.exists && toleration.at("operator").value === "Exists";
      if (!isForAll && !TAINTS.has(key.string ?? "")) continue;
      const effect = toleration.at("effect");
      // The control plane's taint is NoSchedule; to tolerate another one is no help against it.
      if (effect.exists && effect.value !== "NoSchedule") continue;
      yield {
        at: isForAll ? toleration.at("operator") : key,
        message: `${titleOf(pod)} may run beside the control plane.`,
        fixes: [
          { title: "Remove the toleration", safety: "review", changes: () => [{ at: toleration, remove: true }] },
        ],
      };
    }
  },

  examples: [
    {
      title: "A web server tolerates what keeps it away from etcd",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - key: node-role.kubernetes.io/control-plane
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" may run beside the control plane.
      effect: NoSchedule
    - key: spot
      operator: Exists
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
  tolerations:
    - key: spot
      operator: Exists
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Who tolerates everything tolerates that, too",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - operator: Exists
                ^^^^^^ Pod "web" may run beside the control plane.
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
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "An agent must be on every node",
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      tolerations:
        - operator: Exists
      containers:
        - name: agent
          image: registry.example.com/agent:1.0
`,
    },
  ],
});

/** Whether a pod is part of the cluster itself, runs on every node, or is meant for the control plane. Throws `unknowable`. */
function isOfSystem({ owner, spec }: Pod): boolean {
  if (owner.kind === "DaemonSet" || owner.namespace === "kube-system") return true;
  if ([...TAINTS].some((it) => spec.at("nodeSelector", it).exists)) return true;
  return spec.at("priorityClassName").string?.startsWith("system-") ?? false;
}
