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
  id: "unlisted-runtime-class",
  severity: "warning",
  summary: "A pod must have a runtime class that the organisation allows.",
  fixable: "choice",
  options: {
    properties: {
      classes: globsSchema("Names of the runtime classes that pods may have: `gvisor`, `kata-*`."),
      mustBeSet: {
        description: "Whether a pod must name one of them; without this, it may leave it to the cluster.",
        type: "boolean",
      },
    },
    required: ["classes"],
  },
  why: `The runtime class says what stands between a container and the kernel of its node.
Where code of others must run in a sandbox (gVisor, Kata), a pod with another class, or with none, shares the kernel with everybody else: one hole in it, and the node is taken.`,
  mend: `Name a class that is allowed.
In a sandbox some system calls, devices and \`hostPath\` volumes do not work, and each pod takes more memory.`,
  leave: "Leave it for agents that must see the node itself.",

  on: pods,
  *check(pod, { options: { classes, mustBeSet = false } }) {
    const at = pod.spec.at("runtimeClassName");
    const written = at.string;
    const isMissing = written === undefined || written === "";
    if (isMissing ? !mustBeSet || pod.isPart || isPatch(pod.owner) : matchesAny(written, classes)) return;

    const literal = literalOf(classes);
    yield {
      at: isMissing ? at.underline(pod.owner.place.span) : at,
      message: isMissing
        ? `${pod.isBare ? `${titleOf(pod)} names no runtime class` : `Pods of ${titleOf(pod)} name no runtime class`}.`
        : `Runtime class "${written}" is not ${told(classes)}.`,
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
      title: "Another runtime may set no bounds",
      options: { classes: ["gvisor", "kata-*"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: runc
                    ^^^^ Runtime class "runc" is not "gvisor" or "kata-*".
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
  runtimeClassName: gvisor
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Where a class must be named, its absence is told",
      options: { classes: ["gvisor", "kata-*"], mustBeSet: true },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Pods of Deployment "web" name no runtime class.
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
        ^^^^ Pod "shop" names no runtime class.
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
      runtimeClassName: gvisor
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: nginx:1.27
  runtimeClassName: gvisor
`,
    },
    {
      title: "A pod that names none takes what the cluster gives",
      options: { classes: ["gvisor", "kata-*"] },
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
  runtimeClassName: kata-qemu
  containers:
    - name: shop
      image: nginx:1.27
`,
    },
  ],
});
