import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** The annotation that the external provisioner of NFS folders commonly takes a claim's folder from (`pathPattern`). */
const ANNOTATION = "nfs.io/storage-path";

export default rule({
  id: "escaping-nfs-path",
  severity: "error",
  summary: "A claim must not ask for a folder outside of its share.",
  presets: ["recommended"],
  why: `The provisioner of NFS folders (\`nfs-subdir-external-provisioner\`) joins the annotation \`nfs.io/storage-path\` to the path of its share, where its \`pathPattern\` says so.
With \`..\` in it, a claim gets the folder of another namespace, or of the whole server, and its pod reads and deletes what lies there.`,
  mend: "Write a path without `..`, relative to the share.",
  leave: "Leave it where no such provisioner runs.",

  on: kind("PersistentVolumeClaim"),
  *check(claim) {
    const at = claim.at("metadata", "annotations", ANNOTATION);
    if (!at.string?.split("/").includes("..")) return;
    yield {
      at,
      message: `PersistentVolumeClaim "${claim.name}" asks for the folder "${at.string}", outside of its share.`,
    };
  },

  examples: [
    {
      title: "The folder of another team",
      bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    nfs.io/storage-path: ../../payments/db
                         ^^^^^^^^^^^^^^^^^ PersistentVolumeClaim "data" asks for the folder "../../payments/db", outside of its share.
spec:
  storageClassName: nfs
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 10Gi
`,
    },
    {
      title: "A folder of its own",
      good: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    nfs.io/storage-path: shop/2024..2025
spec:
  storageClassName: nfs
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 10Gi
`,
    },
  ],
});
