import { type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly containers: number;
}

export default rule<Pod, Options>({
  id: "crowded-pod",
  severity: "info",
  summary: "A pod must not have more containers than the organisation allows.",
  options: {
    properties: {
      containers: {
        description: "How many containers a pod may have, without its init containers.",
        type: "integer",
        minimum: 1,
      },
    },
    required: ["containers"],
  },
  why: `The containers of a pod start, move and end together, share one address and see each other's ports.
A pod with many of them is started late, fits few nodes, and is stopped whole when one of them must change.`,
  mend: "Give what can live by itself a workload of its own, and reach it by a Service.",
  leave: "Leave it where a mesh or an agent adds its sidecars to the text.",

  on: pods,
  *check(pod, { options: { containers } }) {
    const list = pod.spec.at("containers");
    const { length } = list.children;
    if (length <= containers) return;

    yield { at: list.named, message: `${titleOf(pod)} has ${length} containers, which is more than ${containers}.` };
  },

  examples: [
    {
      title: "Two are more than one",
      options: { containers: 1 },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  ^^^^^^^^^^ Pod "web" has 2 containers, which is more than 1.
    - name: web
      image: nginx:1.27
    - name: shop
      image: registry.example.com/shop/web:3.1
`,
    },
    {
      title: "Init containers do not count",
      options: { containers: 1 },
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
`,
    },
  ],
});
