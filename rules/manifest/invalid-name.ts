import { Proposal } from "../model/change.ts";
import { composedName, faultOf, hasDots, isPlaceholder, NAMED, nearestName } from "../model/names.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-name",
  severity: "error",
  summary: "A resource must have a name that its kind may have.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The API server refuses a resource whose name has capital letters, blanks or underscores, or is too long for its kind.
It takes a StatefulSet with a long name, and then no pod can be made for it, as the name is also part of a label.`,
  mend: `Most names have small letters, digits, hyphens and dots; Services and Namespaces have no dots, and 63 characters at most.
A CronJob and a StatefulSet may have 52 characters, as what they make adds to the name.
Whoever refers to the resource must be changed along with it.`,
  leave: "Leave it where a tool that Plimsoll does not know replaces the name before it is applied.",

  on: kind(...NAMED),
  *check(resource, { cluster }) {
    const at = resource.at("metadata", "name");
    const name = at.string;
    if (name === undefined || isPlaceholder(name)) return;
    const fault = faultOf(resource, name, cluster.kubernetes);
    if (fault === undefined) return;

    const proposal = composedName(resource) ?? nearestName(name, lengthIn(fault), hasDots(resource.groupKind));
    const isBetter = proposal !== undefined && faultOf(resource, proposal, cluster.kubernetes) === undefined;
    yield {
      at,
      message: `The name of a ${resource.kind} ${fault}.`,
      fixes: isBetter
        ? [{ title: `Call it ${proposal}`, safety: "choice", changes: () => [{ at, value: new Proposal(proposal) }] }]
        : [],
    };
  },

  examples: [
    {
      title: "Names are small",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: Web_Config
        ^^^^^^^^^^ The name of a ConfigMap may have small letters, digits, hyphens and dots only, with a letter or digit at each end.
data:
  color: green
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web-config
data:
  color: green
`,
    },
    {
      title: "The name of a definition is made of what it defines",
      bad: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: shop.example.com
        ^^^^^^^^^^^^^^^^ The name of a CustomResourceDefinition must be "shops.example.com".
spec:
  group: example.com
  scope: Namespaced
  names:
    plural: shops
    kind: Shop
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
`,
      fixed: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: shops.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    plural: shops
    kind: Shop
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
`,
    },
    {
      title: "What a CronJob makes is called after it, and longer",
      bad: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: copy-everything-that-the-shop-sold-yesterday-into-the-archive
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of a CronJob may have 52 characters at most, and has 61.
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: copy
              image: registry.example.com/shop/copy:1.0
`,
      fixed: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: copy-everything-that-the-shop-sold-yesterday-into-th
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: copy
              image: registry.example.com/shop/copy:1.0
`,
    },
    {
      title: "Roles may be called nearly anything, and most names may have dots",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: shop:Reader
rules: []
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web.config-2
data:
  color: green
`,
    },
    {
      title: "What tells a function what to do is not applied",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: label_namespace
  annotations:
    config.kubernetes.io/function: |
      exec:
        path: ./label.sh
data:
  team: shop
`,
    },
  ],
});

/** How long a name may be, where a fault says so. */
const lengthIn = (fault: string): number => Number(/(\d+) characters/.exec(fault)?.[1] ?? 253);
