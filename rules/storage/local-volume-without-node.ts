import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "local-volume-without-node",
  severity: "error",
  summary: "A local PersistentVolume must say on which node it is.",
  presets: ["recommended"],
  why: "A `local` volume is a disk of one node. The API server refuses one without `nodeAffinity`, for no pod would find it.",
  mend: "Set `spec.nodeAffinity.required` to the node that has the disk, by its label `kubernetes.io/hostname`.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: kind("PersistentVolume"),
  *check(volume) {
    const local = volume.at("spec", "local");
    if (!local.exists || volume.at("spec", "nodeAffinity", "required").exists) return;
    yield { at: local, message: `PersistentVolume "${volume.name}" does not say on which node its disk is.` };
  },

  examples: [
    {
      title: "A disk of no node",
      bad: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  storageClassName: local
  local:
  ^^^^^ PersistentVolume "data" does not say on which node its disk is.
    path: /mnt/data
`,
    },
    {
      title: "A disk of a node that is named",
      good: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  storageClassName: local
  local:
    path: /mnt/data
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions:
            - key: kubernetes.io/hostname
              operator: In
              values: [node-1]
`,
    },
  ],
});
