import { Proposal } from "../model/change.ts";
import { type Claim, claims } from "../model/claims.ts";
import { globsSchema, literalOf, matchesAny, told } from "../model/globs.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly classes: readonly string[];
}

export default rule<Claim, Options>({
  id: "unlisted-storage-class",
  severity: "warning",
  summary: "A claim must have a storage class that the organisation allows.",
  fixable: "choice",
  options: {
    properties: {
      classes: globsSchema("Names of the storage classes that claims may have: `encrypted`, `fast-*`."),
    },
    required: ["classes"],
  },
  why: `The storage class says where the data lies, whether it is encrypted and backed up, what becomes of it when the claim is deleted, and what it costs.
Data of customers on a class that was made for scratch files is lost with its node, or read by whoever finds the disk.`,
  mend: `Name a class that is allowed.
The class of a claim cannot be changed once it exists: make a new claim and copy the data.`,
  leave: `Leave it where an exception was made.
A claim that names no class is not accused: it gets the cluster's default, which a manifest does not show.`,

  on: claims,
  *check({ spec, title }, { options: { classes } }) {
    const at = spec.at("storageClassName");
    const name = at.string;
    if (name === undefined || name === "" || matchesAny(name, classes)) return;

    const literal = literalOf(classes);
    yield {
      at,
      message: `${title} has class "${name}", which is not ${told(classes)}.`,
      fixes:
        literal === undefined
          ? []
          : [{ title: `Name ${literal}`, safety: "choice", changes: () => [{ at, value: new Proposal(literal) }] }],
    };
  },

  examples: [
    {
      title: "A claim and the claims of a set have a class",
      options: { classes: ["encrypted", "fast-*"] },
      bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: scratch
                    ^^^^^^^ PersistentVolumeClaim "data" has class "scratch", which is not "encrypted" or "fast-*".
  resources:
    requests:
      storage: 1Gi
---
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
          image: postgres:17.2
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: scratch
                          ^^^^^^^ Claim template "data" has class "scratch", which is not "encrypted" or "fast-*".
        resources:
          requests:
            storage: 1Gi
`,
      fixed: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: encrypted
  resources:
    requests:
      storage: 1Gi
---
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
          image: postgres:17.2
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: encrypted
        resources:
          requests:
            storage: 1Gi
`,
    },
    {
      title: "Without a class, the cluster decides",
      options: { classes: ["encrypted"] },
      good: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
`,
    },
  ],
});
