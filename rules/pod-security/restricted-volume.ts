import { volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

/** The kinds of volume that Kubernetes has or had, but for those that Pod Security restricted allows. */
const RESTRICTED: readonly string[] = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "gitRepo",
  "glusterfs",
  "hostPath",
  "iscsi",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
];

export default rule({
  id: "restricted-volume",
  severity: "info",
  summary: "A pod must mount storage through a claim.",
  presets: ["pod-security-restricted"],
  why: `A volume that names a server or a disk by itself goes past the administrators of storage: the node mounts whatever share or disk the manifest says, with the node's rights, also the one that holds another team's data.
Most of these drivers ran inside of the kubelet, and newer versions have dropped them or handed them to a CSI driver: where that is missing, the pod stays in \`ContainerCreating\`.`,
  mend: `Have a PersistentVolume made for the share or disk, or a StorageClass, and mount it by \`persistentVolumeClaim\`.
For a disk that lives as long as the pod, \`ephemeral\` makes the claim along with it.
The data need not move: a PersistentVolume can name the same share.
Only the owner of the storage can do that, so there is no fix.`,
  leave: "Leave it where pods are written by those who manage the storage.",

  on: volumes,
  *check(volume) {
    // Beside a source that is allowed, Pod Security overlooks another; the API server refuses two before it is asked.
    for (const source of RESTRICTED) {
      const at = volume.at(source);
      if (!at.exists) continue;
      yield { at, message: `Volume "${volume.name}" is of the kind "${source}".` };
    }
  },

  examples: [
    {
      title: "A share that is named in the pod",
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
      nfs:
      ^^^ Volume "pictures" is of the kind "nfs".
        server: files.example.com
        path: /pictures
`,
    },
    {
      title: "A claim, and a volume that says nothing and so is an emptyDir",
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
        - name: pictures
          mountPath: /pictures
        - name: scratch
          mountPath: /tmp
  volumes:
    - name: pictures
      persistentVolumeClaim:
        claimName: pictures
    - name: scratch
`,
    },
  ],
});
