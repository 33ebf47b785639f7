import { isWritten, selectors } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { services } from "../model/services.ts";
import { rule } from "../rule.ts";

/** Every label that a Service or a NetworkPolicy selects by. */
const selectedLabels = inKinds(
  new Set(["Service", "networking.k8s.io/NetworkPolicy"]),
  (resource: Resource): readonly Place[] => [
    ...services(resource).flatMap((service) => service.at("spec", "selector").children),
    ...selectors(resource).flatMap((selector) => selector.at("matchLabels").children),
  ],
);

export default rule({
  id: "null-selector-label",
  severity: "error",
  summary: "A label that pods are selected by should have a value.",
  presets: ["recommended"],
  why: `Where nothing stands behind a label's key, the API server takes the empty text for its value, and selects pods that have the label with just that value: hardly any.
A Service then has no endpoints, and a NetworkPolicy protects no pod or allows nobody, while both are accepted without a word.
It is what remains when a variable of a template is empty.`,
  mend: `Write the value.
If pods are meant that have the label whatever its value is, write an expression in a NetworkPolicy: \`{ key: app, operator: Exists }\`; a Service cannot select so.`,
  leave:
    "Leave it only where the label is a mark without a value, and then write the empty quotes, which are not reported.",

  on: selectedLabels,
  *check(label) {
    if (!isWritten(label) || label.exists) return;
    yield {
      at: label.named,
      message: `The label "${label.step}" has no value here, and selects pods of which it is empty.`,
    };
  },

  examples: [
    {
      title: "Nothing behind the key is the empty value",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    tier:
    ^^^^ The label "tier" has no value here, and selects pods of which it is empty.
  ports:
    - port: 80
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: null
      ^^^ The label "app" has no value here, and selects pods of which it is empty.
  policyTypes: [Ingress]
`,
    },
    {
      title: "An empty value in quotes is meant",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    edge: ""
  ports:
    - port: 80
`,
    },
  ],
});
