import { globsSchema, matchesAny } from "../model/globs.ts";
import { metadataOf } from "../model/metadata.ts";
import { applied, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly labels: readonly string[];
}

export default rule<Resource, Options>({
  id: "forbidden-label",
  severity: "warning",
  summary: "A resource must not bear labels that the organisation has ruled out.",
  fixable: "review",
  options: {
    properties: {
      labels: globsSchema(
        "Names of labels that nothing may bear: `pod-security.kubernetes.io/*`, `policy.example.com/exempt`.",
      ),
    },
    required: ["labels"],
  },
  why: `Policies and controllers select by labels, and some labels are the way past them: to be exempt from a webhook, to be reached by a NetworkPolicy that was meant for others.
Whoever may write a manifest may give himself such a label.`,
  mend: "Remove it, or ask those who have ruled it out for an exception.",
  leave: "Leave it where an exception was made.",

  on: applied,
  *check(resource, { options: { labels } }) {
    for (const metadata of metadataOf(resource)) {
      for (const at of metadata.at("labels").children) {
        const name = String(at.step);
        if (!matchesAny(name, labels)) continue;
        yield {
          at: at.named,
          message: `Label "${name}" is not allowed.`,
          fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at, remove: true }] }],
        };
      }
    }
  },

  examples: [
    {
      title: "A label can be a way past a policy, for a pod as well as for what makes it",
      options: { labels: ["policy.example.com/*"] },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    policy.example.com/exempt: "true"
    ^^^^^^^^^^^^^^^^^^^^^^^^^ Label "policy.example.com/exempt" is not allowed.
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        policy.example.com/exempt: "true"
        ^^^^^^^^^^^^^^^^^^^^^^^^^ Label "policy.example.com/exempt" is not allowed.
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
      options: { labels: ["policy.example.com/*"] },
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});
