import { standTogether } from "../model/branches.ts";
import { allOf, claimTemplatesOf } from "../model/mounts.ts";
import type { Place } from "../model/place.ts";
import { pods } from "../model/pods.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "duplicate-volume",
  severity: "error",
  summary: "A pod must not have two volumes of one name.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a pod with two volumes of one name.
Where a StatefulSet has a claim template of the same name, it takes both and uses the claim only: what the volume says is dead.`,
  mend: "Rename or remove one of them, with the mounts that mean it.\nThe fix removes a volume that a claim takes the place of, or that is written twice in the same words.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: pods,
  *check(pod) {
    const first = new Map<string, Place>();
    const templates = claimTemplatesOf(pod);
    for (const template of templates === undefined ? [] : ifKnown(() => allOf(templates), [])) {
      const name = ifKnown(() => template.at("metadata", "name").string, undefined);
      if (name !== undefined) first.set(name, template.at("metadata", "name"));
    }
    for (const volume of pod.spec.at("volumes").children) {
      const at = volume.at("name");
      const name = ifKnown(() => at.string, undefined);
      if (name === undefined) continue;
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, at);
        continue;
      }
      if (standTogether(earlier, at)) yield duplicate(name, volume, earlier);
    }
  },

  examples: [
    {
      title: "Two volumes of one name are refused",
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
        - name: cache
          mountPath: /var/cache/nginx
  volumes:
    - name: cache
            ~~~~~ The first one stands here.
      emptyDir: {}
    - name: cache
            ^^^^^ There are two volumes "cache".
      emptyDir: {}
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
        - name: cache
          mountPath: /var/cache/nginx
  volumes:
    - name: cache
      emptyDir: {}
`,
    },
    {
      title: "Two volumes that differ are for the author to tell apart",
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
        - name: config
          mountPath: /etc/nginx/conf.d
  volumes:
    - name: config
            ~~~~~~ The first one stands here.
      configMap:
        name: web
    - name: config
            ^^^^^^ There are two volumes "config".
      secret:
        secretName: web
`,
    },
    {
      title: "A claim takes the place of a volume",
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
      volumes:
        - name: run
          emptyDir: {}
        - name: data
                ^^^^ The claim "data" takes the place of this volume.
          emptyDir: {}
  volumeClaimTemplates:
    - metadata:
        name: data
              ~~~~ The claim is made of this.
      spec:
        accessModes: [ReadWriteOnce]
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
      volumes:
        - name: run
          emptyDir: {}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
    },
    {
      title: "Names that differ",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: cache
          mountPath: /var/cache/nginx
        - name: run
          mountPath: /run
  volumes:
    - name: cache
      emptyDir: {}
    - name: run
      emptyDir: {}
`,
    },
  ],
});

function duplicate(name: string, volume: Place, earlier: Place): Finding {
  const isClaim = earlier.parent?.step === "metadata";
  const isSame =
    isClaim || ifKnown(() => JSON.stringify(volume.value) === JSON.stringify(earlier.parent?.value), false);
  return {
    at: volume.at("name"),
    message: isClaim ? `The claim "${name}" takes the place of this volume.` : `There are two volumes "${name}".`,
    see: [{ at: earlier, message: isClaim ? "The claim is made of this." : "The first one stands here." }],
    ...(isClaim && { severity: "warning" as const }),
    fixes: isSame
      ? [{ title: "Remove the volume", safety: "review", changes: () => [{ at: volume, remove: true }] }]
      : [],
  };
}
