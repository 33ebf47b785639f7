import { amountAt } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { claims } from "../model/claims.ts";
import { allOf } from "../model/mounts.ts";
import { isFragment } from "../model/patches.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "refused-claim",
  severity: "error",
  summary: "A claim must say how it is mounted, and how much it holds.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The API server refuses a claim without access modes, without a request for storage, with one of zero, or with \`ReadWriteOncePod\` beside another mode.
It takes a StatefulSet whose templates lack them: its controller then tries to make the claims, fails over and over, and no pod ever starts.`,
  mend: `\`ReadWriteOnce\` is what a disk can do: pods of one node mount it.
\`ReadWriteOncePod\` keeps other pods of that node out, too.
The size is for the author to say; most storage can grow later, and none can shrink.`,
  leave:
    "Leave it in tests of what Kubernetes refuses.\nA claim that stands by itself may be a patch of another, so of what it leaves out nothing is said.",

  on: claims,
  *check({ resource, spec, title, maker }) {
    const modes = spec.at("accessModes");
    const storage = spec.at("resources", "requests", "storage");
    if (modes.children.length > 1 && modes.children.some((it) => it.value === "ReadWriteOncePod")) {
      yield { at: modes, message: `${title} is for one pod, and for others.` };
    }
    const isNothing = storage.exists && amountAt(storage)?.nanos === 0n;
    // A claim by itself may be a patch of another.
    const isWhole = maker !== undefined && spec.isMapping && !isFragment(resource);
    if (isWhole && allOf(modes).length === 0) {
      yield {
        at: modes,
        message: `${title} has no access mode.`,
        fixes: [
          {
            title: "Claim it for one node",
            safety: "choice",
            changes: () => [{ at: modes, value: [new Proposal("ReadWriteOnce")] }],
          },
        ],
      };
    }
    if (!isNothing && (storage.exists || !isWhole)) return;
    yield {
      at: storage,
      message: `${title} asks for no storage.`,
      fixes: [
        {
          title: "Ask for storage",
          safety: "choice",
          changes: () => [{ at: storage, value: new Proposal("10Gi") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "How much, and for whom",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: scratch
          mountPath: /tmp
  volumes:
    - name: scratch
      ephemeral:
        volumeClaimTemplate:
          spec:
          ^^^^ The claim of volume "scratch" asks for no storage.
          ^^^^ The claim of volume "scratch" has no access mode.
            storageClassName: fast
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: scratch
          mountPath: /tmp
  volumes:
    - name: scratch
      ephemeral:
        volumeClaimTemplate:
          spec:
            storageClassName: fast
            accessModes:
              - ReadWriteOnce
            resources:
              requests:
                storage: 10Gi
`,
    },
    {
      title: "A template of claims that will be refused",
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
        accessModes: [ReadWriteOncePod, ReadOnlyMany]
        ^^^^^^^^^^^ Claim template "data" is for one pod, and for others.
        resources:
          requests:
            storage: 0
                     ^ Claim template "data" asks for no storage.
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
        accessModes: [ReadWriteOncePod, ReadOnlyMany]
        resources:
          requests:
            storage: 10Gi
`,
    },
    {
      title: "A whole claim, and a patch of one",
      good: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOncePod]
  resources:
    requests:
      storage: 10Gi
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  resources:
    requests:
      storage: 20Gi
`,
    },
  ],
});
