import { Proposal } from "../model/change.ts";
import { claims } from "../model/claims.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "default-storage-class",
  severity: "info",
  summary: "A claim should say which class of storage it wants.",
  fixable: "choice",
  why: `A claim that names no class gets the cluster's default, which is another one in each cluster: slow or fast, encrypted or not, kept or deleted with the claim.
Where there is no default, it stays \`Pending\`, and so does its pod.
A claim that names a volume (\`volumeName\`) and no class is given the default class as well, and then no longer fits the volume that was made for it by hand.`,
  mend: `Set \`storageClassName\`; \`kubectl get storageclass\` lists what there is.
The empty name \`""\` means no class at all, for a volume that was made by hand.
A claim that exists keeps its class.`,
  leave:
    "Leave it where a manifest is meant for many clusters, each with a default of its own; that is what a default is for, so no preset asks for this rule.",

  on: claims,
  *check({ spec, title, place }) {
    const storageClass = spec.at("storageClassName");
    const annotation = place.at("metadata", "annotations", "volume.beta.kubernetes.io/storage-class");
    if (storageClass.exists || storageClass.value === "" || annotation.exists || !spec.exists) return;

    const isByHand = spec.at("volumeName").exists;
    yield {
      at: isByHand ? spec.at("volumeName") : spec,
      message: isByHand
        ? `${title} names a volume, and gets the default class of storage.`
        : `${title} gets whichever class of storage is the default.`,
      fixes: [
        isByHand
          ? { title: "Ask for no class", safety: "choice", changes: () => [{ at: storageClass, value: "" }] }
          : {
              title: "Name a class",
              safety: "choice",
              changes: () => [{ at: storageClass, value: new Proposal("standard") }],
            },
      ],
    };
  },

  examples: [
    {
      title: "Each cluster has another default",
      bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
^^^^ PersistentVolumeClaim "data" gets whichever class of storage is the default.
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fixed: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
  storageClassName: standard
`,
    },
    {
      title: "A volume that was made by hand has no class",
      bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  volumeName: disk-7
              ^^^^^^ PersistentVolumeClaim "data" names a volume, and gets the default class of storage.
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
      fixed: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  volumeName: disk-7
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
  storageClassName: ""
`,
    },
    {
      title: "No class at all is a word, too",
      good: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: ""
  volumeName: disk-7
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
    },
  ],
});
