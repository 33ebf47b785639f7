import { type Volume, volumes, WORKLOADS } from "../model/pods.ts";
import { inKinds } from "../model/resource.ts";
import type { Minor } from "../model/versions.ts";
import { rule } from "../rule.ts";

/**
 * The drivers that were taken out of Kubernetes without a successor that takes over their volumes, and since which version:
 * the changelogs of 1.22, 1.25, 1.26 and 1.31.
 */
const REMOVED: readonly (readonly [source: string, since: Minor])[] = [
  ["scaleIO", 22],
  ["flocker", 25],
  ["quobyte", 25],
  ["storageos", 25],
  ["glusterfs", 26],
  ["cephfs", 31],
  ["rbd", 31],
];

/** What names a source of storage: a volume of a pod, or a PersistentVolume. */
type Source = Pick<Volume, "at" | "name">;

export default rule({
  id: "removed-volume-driver",
  severity: "error",
  summary: "A volume must be of a kind that the cluster can still mount.",
  presets: ["recommended"],
  replaces: ["restricted-volume"],
  why: `The API server still takes a volume of such a kind, and nobody mounts it: the driver is no longer part of Kubernetes.
The pod stays in \`ContainerCreating\`, with "no volume plugin matched" in its events.`,
  mend: `Install the CSI driver of the storage, make a PersistentVolume for the same share or disk with a \`csi\` source, and mount it by a claim.
The data stay where they are.`,
  leave: "Leave it where the cluster is older: set `kubernetesVersion`, and nothing is said.",

  on: inKinds<Source>(new Set(["PersistentVolume", ...WORKLOADS]), (resource) => {
    if (resource.groupKind !== "PersistentVolume") return volumes(resource);
    return [{ at: (...steps) => resource.at("spec", ...steps), name: resource.name }];
  }),
  *check(volume, { cluster }) {
    for (const [source, since] of REMOVED) {
      const at = volume.at(source);
      if (cluster.kubernetes < since || !at.exists) continue;
      yield {
        at,
        message: `Volume "${volume.name}" is of the kind "${source}", which Kubernetes no longer mounts since 1.${since}.`,
      };
    }
  },

  examples: [
    {
      title: "A share that nobody mounts any more",
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
        - name: pictures
          mountPath: /pictures
  volumes:
    - name: pictures
      cephfs:
      ^^^^^^ Volume "pictures" is of the kind "cephfs", which Kubernetes no longer mounts since 1.31.
        monitors: ["10.0.0.1:6789"]
        path: /pictures
`,
    },
    {
      title: "A PersistentVolume names its driver, too",
      bad: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pictures
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteMany]
  glusterfs:
  ^^^^^^^^^ Volume "pictures" is of the kind "glusterfs", which Kubernetes no longer mounts since 1.26.
    endpoints: glusterfs
    path: pictures
`,
    },
    {
      title: "An older cluster has the driver",
      kubernetes: 30,
      good: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pictures
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  rbd:
    monitors: ["10.0.0.1:6789"]
    image: pictures
`,
    },
  ],
});
