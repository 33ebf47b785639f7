import type { Place } from "../model/place.ts";
import { applied, type Resource } from "../model/resource.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

/** What the API server refuses or takes for a condition. */
const HARMFUL = ["resourceVersion", "uid", "managedFields"] as const;
/** What it overlooks: it fills them in by itself. */
const DEAD = ["creationTimestamp", "generation", "selfLink"] as const;
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export default rule({
  id: "exported-metadata",
  severity: "warning",
  summary: "A manifest must not carry what the cluster wrote into the object that it was read from.",
  presets: ["recommended"],
  fixable: "review",
  why: `A manifest that was exported by \`kubectl get -o yaml\` says what was so at that hour.
With \`resourceVersion\` or \`uid\` it can be applied to no other cluster, and to this one only until someone changes the object: then it fails with a conflict, often in the middle of a restore.
\`managedFields\` makes a server-side apply fail, and \`last-applied-configuration\` makes \`kubectl apply\` remove fields that nobody took away.`,
  mend: `Remove what the cluster fills in: \`resourceVersion\`, \`uid\`, \`managedFields\`, \`creationTimestamp\`, \`generation\`, \`selfLink\`, and the annotation of \`kubectl apply\`.
Nothing that runs changes.`,
  leave:
    "Leave it in what a test compares with the state of a cluster, and in a backup that its own tool will restore.",

  on: applied,
  *check(resource) {
    const applied = resource.at("metadata", "annotations", LAST_APPLIED);
    const harmful = [...written(resource, HARMFUL), ...(ifKnown(() => applied.exists, false) ? [applied] : [])];
    const [first] = harmful;
    if (first === undefined) return;

    yield {
      at: first.named,
      message: `${resource.kind} "${resource.name}" carries ${listed(harmful)} of the cluster that it was read from.`,
      fixes: [
        {
          title: "Remove what the cluster fills in",
          safety: "review",
          changes: () => [...harmful, ...written(resource, DEAD)].map((at) => ({ at, remove: true })),
        },
      ],
    };
  },

  examples: [
    {
      title: "What was so when someone looked",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  creationTimestamp: "2024-05-01T09:30:00Z"
  resourceVersion: "4711"
  ^^^^^^^^^^^^^^^ ConfigMap "web" carries "resourceVersion", "uid" of the cluster that it was read from.
  uid: 0b7f6d1e-6c1c-4a52-9a0c-2b8d5f6e7a10
data:
  color: green
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  color: green
`,
    },
    {
      title: "What kubectl applied is no longer what is written",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"color":"red"}}'
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ConfigMap "web" carries "kubectl.kubernetes.io/last-applied-configuration" of the cluster that it was read from.
    example.com/owner: shop
data:
  color: green
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  annotations:
    example.com/owner: shop
data:
  color: green
`,
    },
    {
      title: "Times and counters do no harm",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  creationTimestamp: "2024-05-01T09:30:00Z"
  generation: 3
  resourceVersion: null
data:
  color: green
`,
    },
  ],
});

const written = (resource: Resource, fields: readonly string[]): readonly Place[] =>
  fields.map((it) => resource.at("metadata", it)).filter((it) => ifKnown(() => it.exists, false));

const listed = (places: readonly Place[]): string => places.map((it) => `"${it.step}"`).join(", ");
