import { Proposal } from "../model/change.ts";
import { kind } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unnamed-stateful-pods",
  severity: "info",
  summary: "A StatefulSet should name the Service that gives its pods their names.",
  presets: ["strict"],
  fixable: "choice",
  why: `The pods of a StatefulSet are found by names such as \`db-0.db\`, which the cluster's DNS knows only if \`serviceName\` names a headless Service.
Without it the members of a cluster do not find each other, or go by addresses that change at every restart.
Before Kubernetes 1.33 \`kubectl\` refused the manifest.`,
  mend: `Set \`serviceName\` to a Service with \`clusterIP: None\` that selects the pods.
The field cannot be changed in a StatefulSet that exists: delete it with \`--cascade=orphan\` and apply it anew.`,
  leave: "Leave it where nobody speaks to one pod in particular.",

  on: kind("apps/StatefulSet"),
  *check(set) {
    const service = set.at("spec", "serviceName");
    if ((service.value ?? "") !== "") return;

    yield {
      at: valueOrName(set, service),
      message: `The pods of StatefulSet "${set.name}" have no names that DNS knows.`,
      fixes: [
        {
          title: "Name the Service",
          safety: "choice",
          changes: () => [{ at: service, value: new Proposal(set.name) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Without a Service the pods are found by address only",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
        ^^ The pods of StatefulSet "db" have no names that DNS knows.
spec:
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: postgres:17.2
`,
      fixed: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: postgres:17.2
  serviceName: db
`,
    },
    {
      title: "The Service may have another name",
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db-headless
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: postgres:17.2
`,
    },
  ],
});
