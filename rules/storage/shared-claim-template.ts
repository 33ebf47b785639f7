import { claims } from "../model/claims.ts";
import { rule } from "../rule.ts";

/** The modes in which many nodes mount a volume. */
const SHARED: readonly unknown[] = ["ReadWriteMany", "ReadOnlyMany"];

export default rule({
  id: "shared-claim-template",
  severity: "info",
  summary: "The volume of one pod of a set should be mounted by one node at a time.",
  presets: ["strict"],
  fixable: "review",
  why: `A StatefulSet makes a claim for each of its pods, and no other pod is meant to have it.
With \`ReadWriteMany\`, pods on any node may mount and change it, and the volume must be a share of the network: slower than a disk, and for most databases a way to lose data, as their locks do not hold there.
With \`ReadOnlyMany\` alone, the volume is new, empty, and never to be written.`,
  mend: "Write `ReadWriteOnce`, or `ReadWriteOncePod` where not even a pod of the same node may have it.\nA claim that exists keeps its mode: it must be made anew, and the data copied.",
  leave:
    "Leave it where other pods are meant to read or write what the set writes, and where the storage knows nothing but shares.",

  on: claims,
  *check({ spec, title, maker }) {
    const modes = spec.at("accessModes");
    // What is no mode at all is refused, and told by a rule of its own.
    const isShared = modes.children.length > 0 && modes.children.every((it) => SHARED.includes(it.value));
    if (maker !== "set" || !isShared) return;

    yield {
      at: modes.children[0] ?? modes,
      message: `${title} makes for each pod a volume that many nodes may mount.`,
      fixes: [
        {
          title: "Claim it for one node",
          safety: "review",
          changes: () => [{ at: modes, value: ["ReadWriteOnce"] }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A disk for each pod, and a share for all nodes",
      bad: `
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
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteMany
            ^^^^^^^^^^^^^ Claim template "data" makes for each pod a volume that many nodes may mount.
        resources:
          requests:
            storage: 10Gi
`,
      fixed: `
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
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        resources:
          requests:
            storage: 10Gi
`,
    },
    {
      title: "A claim of its own may be shared",
      good: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: pictures
spec:
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 10Gi
`,
    },
  ],
});
