import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** When a StatefulSet may delete claims of its pods, and what that is called. */
const OCCASIONS = [
  ["whenScaled", "it is scaled down"],
  ["whenDeleted", "it is deleted"],
] as const;

export default rule({
  id: "deleted-claims",
  severity: "info",
  summary: "The data of a StatefulSet should outlive its pods.",
  presets: ["strict"],
  fixable: "review",
  why: `With \`persistentVolumeClaimRetentionPolicy\` set to \`Delete\`, the claims go when the set is scaled down or deleted, and with most classes of storage the data with them.
A wrong number of replicas, an autoscaler at night or a \`kubectl delete\` before a \`kubectl apply\` is then the end of a database.`,
  mend: "Write `Retain`, which is the default, and delete claims by hand when their data are no longer wanted.\nClaims that stay cost what their storage costs.",
  leave: "Leave it for caches and other data that can be had again.",

  on: kind("apps/StatefulSet"),
  *check(set) {
    for (const [occasion, title] of OCCASIONS) {
      const at = set.at("spec", "persistentVolumeClaimRetentionPolicy", occasion);
      if (at.value !== "Delete") continue;
      yield {
        at,
        message: `StatefulSet "${set.name}" deletes the claims of its pods when ${title}.`,
        fixes: [{ title: "Retain the claims", safety: "review", changes: () => [{ at, value: "Retain" }] }],
      };
    }
  },

  examples: [
    {
      title: "Scaled down, and the data are gone",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  persistentVolumeClaimRetentionPolicy:
    whenScaled: Delete
                ^^^^^^ StatefulSet "db" deletes the claims of its pods when it is scaled down.
    whenDeleted: Retain
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: postgres:16.4
`,
      fixed: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  persistentVolumeClaimRetentionPolicy:
    whenScaled: Retain
    whenDeleted: Retain
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: postgres:16.4
`,
    },
    {
      title: "Without a word, claims are retained",
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: postgres:16.4
`,
    },
  ],
});
