import { type Duplicate, duplicateKeys } from "../model/duplicates.ts";
import { documentRule, type Finding } from "../rule.ts";

export default documentRule({
  id: "duplicate-key",
  severity: "error",
  summary: "A mapping should name each of its keys once.",
  presets: ["recommended"],
  fixable: "safe",
  why: `Of two entries with one name Kubernetes takes the later, and says nothing of the earlier.
So a \`securityContext\` that a reviewer has read and approved may count for nothing, because another one stands further down; other tools refuse the file, or take the first.`,
  mend: `Keep one of the two.
The fix removes the earlier entry, which has no effect today: if that was the one you meant, remove the later one instead.`,
  leave: "There is no reason to leave it.",

  *check({ document, root, resources }) {
    if (resources.length === 0 || resources.every((it) => it.isLocal)) return;
    const duplicates = duplicateKeys(root);
    const merged = duplicates.filter(({ holder }) => holder.node === root.node);
    const kinds = merged.length > 1 ? merged.filter(({ name }) => name === "kind") : [];
    if (kinds.length === 0) yield* duplicates.map(deadEntry);
    // In a broken text it is the mistake itself that has run two resources together.
    else if (document.errors.length === 0) yield* kinds.map(secondResource);
  },

  examples: [
    {
      title: "The later entry counts, whatever the earlier one says",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
      ~~~~~~~~~~~~~~~ This entry has no effect.
        runAsNonRoot: true
      ports:
        - containerPort: 8080
      securityContext:
      ^^^^^^^^^^^^^^^ Key "securityContext" is given twice, and only this one counts.
        privileged: false
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
      ports:
        - containerPort: 8080
      securityContext:
        privileged: false
`,
    },
    {
      title: "Two resources without a mark between them are one",
      bad: `
apiVersion: v1
kind: Namespace
~~~~ This resource has no effect.
metadata:
  name: shop
apiVersion: v1
kind: ServiceAccount
^^^^ A second resource stands in this document, and only the last one counts.
metadata:
  name: web
`,
    },
    {
      title: "Where a lost line end has run two resources together, invalid-yaml says so",
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: shopapiVersion: v1
kind: ServiceAccount
metadata:
  name: web
`,
    },
    {
      title: "What a merge key brings may be overridden",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  labels: &labels
    app: shop
    tier: web
  annotations:
    <<: *labels
    tier: api
`,
    },
  ],
});

const deadEntry = ({ name, earlier, later }: Duplicate): Finding => ({
  at: later.named,
  message: `Key "${name}" is given twice, and only this one counts.`,
  see: [{ at: earlier.named, message: "This entry has no effect." }],
  fixes: [{ title: "Remove the earlier entry", safety: "safe", changes: () => [{ at: earlier.named, remove: true }] }],
});

/** Where a `---` was forgotten, removing what is dead would remove a resource that someone wants. */
const secondResource = ({ earlier, later }: Duplicate): Finding => ({
  at: later.named,
  message: "A second resource stands in this document, and only the last one counts.",
  see: [{ at: earlier.named, message: "This resource has no effect." }],
});
