import { named, policyRules, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "writable-persistent-volumes",
  severity: "warning",
  summary: "Only what provisions storage should create PersistentVolumes.",
  presets: ["strict"],
  replaces: ["wildcard-verb"],
  why: `A PersistentVolume may be a directory of the node: \`hostPath: {path: /}\`.
Pod Security refuses that to pods, but a pod that claims the volume only names a claim, and mounts the node's disk.`,
  mend: `Take \`create\` away: who needs storage makes a PersistentVolumeClaim, and the provisioner of its StorageClass makes the volume.
Who makes volumes by hand is refused from then on.`,
  leave: "Leave it for provisioners, CSI drivers and backups, which make volumes by trade.",

  on: policyRules,
  *check(rule) {
    if (!rule.isClusterWide) return;
    const [volumes] = named(rule, { group: "", resources: ["persistentvolumes"], verbs: ["create"] });
    if (volumes === undefined) return;

    yield { at: volumes, message: `${titleOf(rule.role)} may make a volume of any node's disk.` };
  },

  examples: [
    {
      title: "A volume may be a directory of the node",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: [""]
    resources: [persistentvolumeclaims, persistentvolumes]
                                        ^^^^^^^^^^^^^^^^^ ClusterRole "deployer" may make a volume of any node's disk.
    verbs: [get, list, create, delete]
`,
    },
    {
      title: "A claim is all that a workload needs",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: [""]
    resources: [persistentvolumeclaims]
    verbs: [get, list, create, delete]
  - apiGroups: [""]
    resources: [persistentvolumes]
    verbs: [get, list]
`,
    },
    {
      title: "In a Role it grants nothing, for volumes stand in no namespace",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [persistentvolumes]
    verbs: [create]
`,
    },
  ],
});
