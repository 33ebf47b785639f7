import { Proposal } from "../model/change.ts";
import { globsSchema, literalOf, matchesAny, told } from "../model/globs.ts";
import { isPatch } from "../model/patches.ts";
import { type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly classes: readonly string[];
  readonly mustBeSet?: boolean;
}

export default rule<Pod, Options>({
  id: "unlisted-priority-class",
  severity: "warning",
  summary: "A pod must have a priority class that the organisation allows.",
  fixable: "choice",
  options: {
    properties: {
      classes: globsSchema("Names of the priority classes that pods may have: `batch`, `web-*`."),
      mustBeSet: {
        description: "Whether a pod must name one of them; without this, it may leave it to the cluster.",
        type: "boolean",
      },
    },
    required: ["classes"],
  },
  why: `A pod of a higher priority drives others from their nodes when there is no room.
Whoever gives his pods the highest class takes the place of everybody else's, those that watch over the cluster included.`,
  mend: `Name a class that is meant for this kind of workload, or none.`,
  leave:
    "Leave it for the parts of the cluster itself, which need `system-cluster-critical` or `system-node-critical`.",

  on: pods,
  *check(pod, { options: { classes, mustBeSet = false } }) {
    const at = pod.spec.at("priorityClassName");
    const written = at.string;
    const isMissing = written === undefined || written === "";
    if (isMissing ? !mustBeSet || pod.isPart || isPatch(pod.owner) : matchesAny(written, classes)) return;

    const literal = literalOf(classes);
    yield {
      at: isMissing ? at.underline(pod.owner.place.span) : at,
      message: isMissing
        ? `${pod.isBare ? `${titleOf(pod)} names no priority class` : `Pods of ${titleOf(pod)} name no priority class`}.`
        : `Priority class "${written}" is not ${told(classes)}.`,
      fixes:
        literal === undefined
          ? []
          : [
              {
                title: `Name ${literal}`,
                safety: "choice",
                changes: () => [{ at, value: new Proposal(literal) }],
              },
            ],
    };
  },

  examples: [
    {
      title: "A class of the system is not for everybody",
      options: { classes: ["batch", "web-*"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  priorityClassName: system-node-critical
                     ^^^^^^^^^^^^^^^^^^^^ Priority class "system-node-critical" is not "batch" or "web-*".
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
  priorityClassName: batch
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Where a class must be named, its absence is told",
      options: { classes: ["batch", "web-*"], mustBeSet: true },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Pods of Deployment "web" name no priority class.
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
        ^^^^ Pod "shop" names no priority class.
spec:
  containers:
    - name: shop
      image: nginx:1.27
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
      priorityClassName: batch
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: nginx:1.27
  priorityClassName: batch
`,
    },
    {
      title: "A pod that names none takes what the cluster gives",
      options: { classes: ["batch", "web-*"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  priorityClassName: web-high
  containers:
    - name: shop
      image: nginx:1.27
`,
    },
  ],
});
