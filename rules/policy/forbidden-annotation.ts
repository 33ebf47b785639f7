import { globsSchema, matchesAny } from "../model/globs.ts";
import { metadataOf } from "../model/metadata.ts";
import { applied, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly annotations: readonly string[];
}

export default rule<Resource, Options>({
  id: "forbidden-annotation",
  severity: "warning",
  summary: "A resource must not bear annotations that the organisation has ruled out.",
  fixable: "review",
  options: {
    properties: {
      annotations: globsSchema(
        "Names of annotations that nothing may bear: `admission.stackrox.io/break-glass`, `*-snippet`.",
      ),
    },
    required: ["annotations"],
  },
  why: `Many controllers take orders by annotations: to skip a check, to open a load balancer to the world, to assume a role in the cloud.
Whoever may write a manifest may give such an order, whatever his own rights are.`,
  mend: "Remove it, or ask those who have ruled it out for an exception.",
  leave: "Leave it where an exception was made.",

  on: applied,
  *check(resource, { options: { annotations } }) {
    for (const metadata of metadataOf(resource)) {
      for (const at of metadata.at("annotations").children) {
        const name = String(at.step);
        if (!matchesAny(name, annotations)) continue;
        yield {
          at: at.named,
          message: `Annotation "${name}" is not allowed.`,
          fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at, remove: true }] }],
        };
      }
    }
  },

  examples: [
    {
      title: "An annotation can be an order, of a pod as well as of what makes it",
      options: { annotations: ["admission.stackrox.io/*"] },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    admission.stackrox.io/break-glass: incident-17
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "admission.stackrox.io/break-glass" is not allowed.
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        admission.stackrox.io/break-glass: incident-17
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Annotation "admission.stackrox.io/break-glass" is not allowed.
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
`,
    },
    {
      title: "Others may stand",
      options: { annotations: ["admission.stackrox.io/*"] },
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    example.com/contact: shop@example.com
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});
