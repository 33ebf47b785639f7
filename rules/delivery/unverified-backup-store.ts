import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unverified-backup-store",
  severity: "warning",
  summary: "Velero should know that it sends backups to the store, and to nobody in its place.",
  presets: ["recommended"],
  fixable: "review",
  why: `A backup holds every Secret of the cluster.
With \`insecureSkipTLSVerify\` Velero hands it, and the key of the bucket, to whoever answers under the store's name; and what it restores later is what that one has kept, with changes.`,
  mend: `Remove \`insecureSkipTLSVerify\`, and put the certificate of the store's authority into \`spec.objectStorage.caCert\`.
Until it is there, backups fail: \`certificate signed by unknown authority\`.`,
  leave: "Leave it for a store in the cluster itself while you try Velero out.",

  on: kind("velero.io/BackupStorageLocation"),
  *check(location) {
    const at = location.at("spec", "config", "insecureSkipTLSVerify");
    if (at.string !== "true") return;

    yield {
      at,
      message: `Backups go to whoever answers for "${location.name}".`,
      fixes: [{ title: "Remove insecureSkipTLSVerify", safety: "review", changes: () => [{ at, remove: true }] }],
    };
  },

  examples: [
    {
      title: "Backups are handed to whoever answers",
      bad: `
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata:
  name: default
  namespace: velero
spec:
  provider: aws
  objectStorage:
    bucket: backups
  config:
    region: minio
    s3Url: https://minio.example.com
    insecureSkipTLSVerify: "true"
                           ^^^^^^ Backups go to whoever answers for "default".
`,
      fixed: `
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata:
  name: default
  namespace: velero
spec:
  provider: aws
  objectStorage:
    bucket: backups
  config:
    region: minio
    s3Url: https://minio.example.com
`,
    },
    {
      title: "The store's certificate counts",
      good: `
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata:
  name: default
  namespace: velero
spec:
  provider: aws
  objectStorage:
    bucket: backups
    caCert: LS0tLS1CRUdJTg==
  config:
    region: minio
    s3Url: https://minio.example.com
`,
    },
  ],
});
