import { clusterRoleOf } from "../model/bindings.ts";
import { bindings, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "self-provisioner-binding",
  severity: "warning",
  summary: "Only chosen people should make projects of their own on OpenShift.",
  presets: ["strict"],
  why: `Who makes a project is its admin, and the quotas, network policies and labels that you give to yours are not there.
An attacker with any login has a place of his own to run what he likes.`,
  mend: `Take the binding away, set \`rbac.authorization.kubernetes.io/autoupdate: "false"\` on the one that OpenShift ships, so that it does not come back, and let a pipeline make projects.
Whoever made projects with \`oc new-project\` is told that he may not.`,
  leave: "Leave it on a cluster for trying things out, with a project template that sets quotas and policies.",

  on: bindings,
  *check(binding) {
    if (clusterRoleOf(binding) !== "self-provisioner" || binding.at("subjects").children.length === 0) return;

    yield { at: binding.at("roleRef", "name"), message: `${titleOf(binding)} lets its subjects make projects.` };
  },

  examples: [
    {
      title: "Everybody with a login makes projects",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: self-provisioners
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: self-provisioner
        ^^^^^^^^^^^^^^^^ ClusterRoleBinding "self-provisioners" lets its subjects make projects.
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:authenticated:oauth
`,
    },
    {
      title: "Without subjects, the binding that OpenShift ships is turned off",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: self-provisioners
  annotations:
    rbac.authorization.kubernetes.io/autoupdate: "false"
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: self-provisioner
`,
    },
  ],
});
