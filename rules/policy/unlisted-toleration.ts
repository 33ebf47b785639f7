import { globsSchema, matchesAny } from "../model/globs.ts";
import { type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly taints: readonly string[];
}

export default rule<Pod, Options>({
  id: "unlisted-toleration",
  severity: "warning",
  summary: "A pod must tolerate only taints that the organisation lets it tolerate.",
  fixable: "review",
  options: {
    properties: {
      taints: globsSchema("Keys of taints that pods may tolerate: `example.com/gpu`, `node.kubernetes.io/*`."),
    },
    required: ["taints"],
  },
  why: `Taints keep nodes free for those they were bought for, or away from tenants: the control plane, GPUs, nodes with data of customers.
Whoever tolerates all of them runs wherever he likes, and takes the place of those who must run there.`,
  mend: "Remove the toleration, or tolerate a taint that is allowed.",
  leave:
    "Leave it for agents that run on every node. A toleration without a key tolerates every taint, and is named so.",

  on: pods,
  *check(pod, { options: { taints } }) {
    for (const toleration of pod.spec.at("tolerations").children) {
      const key = toleration.at("key").string ?? "";
      if (key !== "" && matchesAny(key, taints)) continue;
      yield {
        at: key === "" ? toleration : toleration.at("key"),
        message: key === "" ? `${titleOf(pod)} tolerates every taint.` : `${titleOf(pod)} tolerates taint "${key}".`,
        fixes: [
          { title: "Remove the toleration", safety: "review", changes: () => [{ at: toleration, remove: true }] },
        ],
      };
    }
  },

  examples: [
    {
      title: "A toleration without a key tolerates everything",
      options: { taints: ["example.com/gpu"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - operator: Exists
      ^^^^^^^^ Pod "web" tolerates every taint.
    - key: node-role.kubernetes.io/control-plane
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" tolerates taint "node-role.kubernetes.io/control-plane".
      operator: Exists
      effect: NoSchedule
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
      title: "A taint that is allowed may be tolerated",
      options: { taints: ["example.com/*"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  tolerations:
    - key: example.com/gpu
      operator: Exists
  containers:
    - name: train
      image: registry.example.com/shop/train:3.1
`,
    },
  ],
});
