import { isSensitiveToReaders, isSensitiveToWriters, leadsToRuntime } from "../model/host-paths.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "host-path-persistent-volume",
  severity: "warning",
  summary: "A PersistentVolume should not be a path of whichever node its pod runs on.",
  presets: ["recommended"],
  why: `Pod Security looks at the volumes of a pod, and sees a claim there, not the path behind it: by a PersistentVolume with a \`hostPath\`, a pod of the level \`restricted\` gets files of its node all the same.
And the data are wherever the pod happened to run: after it moves to another node it finds an empty folder, without any error.`,
  mend: `Take a \`local\` volume with a \`nodeAffinity\` where the data lie on a disk of one node: the scheduler then sends the pod to them.
Otherwise take a StorageClass, or a share of the network.`,
  leave: "Leave it for clusters of one node, where it is meant to be tried out.",

  on: kind("PersistentVolume"),
  *check(volume) {
    const at = volume.at("spec", "hostPath", "path");
    const path = at.string;
    if (path === undefined) return;
    const isGrave = leadsToRuntime(path) || isSensitiveToReaders(path) || isSensitiveToWriters(path);
    yield {
      at,
      message: `PersistentVolume "${volume.name}" is "${path}" of whichever node its pod runs on.`,
      ...(isGrave && { severity: "error" as const }),
    };
  },

  examples: [
    {
      title: "A path of the node, by a detour",
      bad: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  storageClassName: manual
  hostPath:
    path: /mnt/data
          ^^^^^^^^^ PersistentVolume "data" is "/mnt/data" of whichever node its pod runs on.
`,
    },
    {
      title: "A disk of one node, to which the scheduler sends the pod",
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
