import { Proposal } from "../model/change.ts";
import { isLabelValue, isQualifiedName, nearestLabelValue } from "../model/labels.ts";
import { metadataOf } from "../model/metadata.ts";
import type { Place } from "../model/place.ts";
import { applied, type Resource } from "../model/resource.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-label",
  severity: "error",
  summary: "A label must be named and written as Kubernetes takes labels.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The API server refuses the whole resource for one label that it cannot take.
In a selector, such a label can match nothing.`,
  mend: `A label's value has letters, digits, \`-\`, \`_\` and \`.\`, begins and ends with a letter or a digit, and has 63 characters at most; it may be empty.
Its name is made in the same way, with a domain and a slash in front or without.
What is longer or freer (an address, a sentence, a digest) belongs into an annotation.`,
  leave: "Leave it where a tool that Plimsoll does not know replaces the value before it is applied.",

  on: applied,
  *check(resource) {
    for (const label of labelsOf(resource)) {
      const key = String(label.step);
      if (!isQualifiedName(key)) {
        yield { at: label.named, message: `The label "${key}" has a name that Kubernetes refuses.` };
      }
      // What only a renderer could tell is no reason to be silent of the others.
      const value = ifKnown(() => label.string, undefined);
      if (value === undefined || isLabelValue(value)) continue;
      const nearest = nearestLabelValue(value);
      yield {
        at: label,
        message: `The label "${key}" has a value that Kubernetes refuses.`,
        fixes:
          nearest === undefined
            ? []
            : [
                {
                  title: `Write ${nearest}`,
                  safety: "choice",
                  changes: () => [{ at: label, value: new Proposal(nearest) }],
                },
              ],
      };
    }
  },

  examples: [
    {
      title: "A sentence is no label",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
    owner: Team Shop
           ^^^^^^^^^ The label "owner" has a value that Kubernetes refuses.
    contact: shop@example.com
             ^^^^^^^^^^^^^^^^ The label "contact" has a value that Kubernetes refuses.
data:
  color: green
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
    owner: Team-Shop
    contact: shop-example.com
data:
  color: green
`,
    },
    {
      title: "Labels of a template and of its selector are labels, too",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      "my app": web
      ^^^^^^^^ The label "my app" has a name that Kubernetes refuses.
  template:
    metadata:
      labels:
        "my app": web
        ^^^^^^^^ The label "my app" has a name that Kubernetes refuses.
    spec:
      nodeSelector:
        disk: ssd/nvme
              ^^^^^^^^ The label "disk" has a value that Kubernetes refuses.
      containers:
        - name: web
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
      "my app": web
  template:
    metadata:
      labels:
        "my app": web
    spec:
      nodeSelector:
        disk: ssd-nvme
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "A value may be empty, and an annotation may say anything",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    example.com/public: ""
    version: v1.27_rc.1
  annotations:
    contact: Team Shop <shop@example.com>
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});

/** Every label that a resource bears, gives or looks for. */
const labelsOf = (resource: Resource): readonly Place[] =>
  [
    ...metadataOf(resource).map((it) => it.at("labels")),
    resource.at("spec", "selector", "matchLabels"),
    ...metadataOf(resource)
      .slice(1)
      .map((it) => it.parent?.at("spec", "nodeSelector")),
    resource.groupKind === "Pod" ? resource.at("spec", "nodeSelector") : undefined,
    resource.groupKind === "Service" ? resource.at("spec", "selector") : undefined,
  ].flatMap((it) => it?.children ?? []);
