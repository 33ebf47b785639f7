import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly policy: "Retain" | "Delete";
}

export default rule<Resource, Options>({
  id: "unexpected-reclaim-policy",
  severity: "warning",
  summary: "What becomes of a volume after its claim must be what the organisation has decided.",
  fixable: "review",
  options: {
    properties: {
      policy: {
        description:
          "What becomes of a volume when its claim is deleted: `Retain` keeps the data, `Delete` frees the disk.",
        enum: ["Retain", "Delete"],
      },
    },
    required: ["policy"],
  },
  why: `With \`Delete\`, one \`kubectl delete pvc\`, or the namespace that it stands in, takes the data along.
With \`Retain\`, disks with data of customers lie about that nobody pays attention to, but everybody pays for.`,
  mend: `Write the policy.
A StorageClass cannot be changed: make another one; volumes that exist keep their own policy until \`kubectl patch pv\` changes it.`,
  leave: `Leave it for a class that is made for the other purpose: scratch files, or archives.
Other tools ask for one policy or for the other; which is right only you know.`,

  on: kind("storage.k8s.io/StorageClass", "PersistentVolume"),
  *check(resource, { options: { policy } }) {
    const isClass = resource.kind === "StorageClass";
    const at = isClass ? resource.at("reclaimPolicy") : resource.at("spec", "persistentVolumeReclaimPolicy");
    const written = at.value ?? (isClass ? "Delete" : "Retain");
    if (written === policy) return;

    yield {
      at: at.exists ? at : at.underline(resource.place.span),
      message: `${resource.kind} "${resource.name}" has the policy "${written}", not "${policy}".`,
      fixes: [{ title: `Write ${policy}`, safety: "review", changes: () => [{ at, value: policy }] }],
    };
  },

  examples: [
    {
      title: "A class deletes, unless it says otherwise",
      options: { policy: "Retain" },
      bad: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
        ^^^^ StorageClass "fast" has the policy "Delete", not "Retain".
provisioner: ebs.csi.aws.com
---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 1Gi
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Delete
                                 ^^^^^^ PersistentVolume "data" has the policy "Delete", not "Retain".
  nfs:
    server: nfs.example.com
    path: /data
`,
      fixed: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
reclaimPolicy: Retain
---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 1Gi
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  nfs:
    server: nfs.example.com
    path: /data
`,
    },
    {
      title: "A volume that is written by hand is kept, unless it says otherwise",
      options: { policy: "Retain" },
      good: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 1Gi
  accessModes: [ReadWriteOnce]
  nfs:
    server: nfs.example.com
    path: /data
`,
    },
  ],
});
