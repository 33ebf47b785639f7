import { isPodWish } from "../model/meshes.ts";
import { inWorkloads, pods } from "../model/pods.ts";
import type { Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** The workloads that make pods of one template. */
const withTemplate = inWorkloads((resource: Resource) =>
  pods(resource).length === 1
    ? pods(resource).filter((pod) => !pod.isBare && !pod.isPart && pod.place !== resource.place)
    : [],
);

export default rule({
  id: "misplaced-mesh-annotation",
  severity: "error",
  summary: "What a workload asks of its mesh should stand at its pods' template.",
  presets: ["recommended"],
  fixable: "review",
  why: `A mesh reads such labels and annotations from pods, and a pod has those of the template and none of the workload's own.
\`linkerd.io/inject: enabled\` at the top of a Deployment therefore adds no proxy: the pods speak plain text and obey no rule of the mesh, and nothing says so.`,
  mend: `Move it to \`spec.template.metadata\`.
The pods are made anew then, and do what it says: with a proxy, callers may need one, too.`,
  leave: "Leave it where a tool of your own copies it to the pods.",

  on: withTemplate,
  *check(pod) {
    for (const part of ["labels", "annotations"] as const) {
      for (const wish of pod.owner.at("metadata", part).children) {
        const name = String(wish.step);
        const own = pod.place.at("metadata", part, name);
        const value = wish.string;
        if (!isPodWish(name) || value === undefined || own.exists) continue;
        yield {
          at: wish.named,
          message: `No mesh reads "${name}" here, as it does not reach the pods of ${pod.owner.kind} "${pod.owner.name}".`,
          see: [{ at: pod.place.named, message: "Pods are made of this." }],
          fixes: [
            {
              title: "Move it to the pods' template",
              safety: "review",
              changes: () => [
                { at: wish, remove: true },
                { at: own, value },
              ],
            },
          ],
        };
      }
    }
  },

  examples: [
    {
      title: "What stands at the Deployment does not reach its pods",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    linkerd.io/inject: enabled
    ^^^^^^^^^^^^^^^^^ No mesh reads "linkerd.io/inject" here, as it does not reach the pods of Deployment "web".
    team: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
  ~~~~~~~~ Pods are made of this.
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    team: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        linkerd.io/inject: enabled
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "At the template it counts, and the same above does no harm",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    sidecar.istio.io/inject: "true"
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        sidecar.istio.io/inject: "true"
    spec:
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    linkerd.io/inject: enabled
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
