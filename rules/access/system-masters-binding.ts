import { isOneOf, subjectsOf } from "../model/bindings.ts";
import { bindings, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "system-masters-binding",
  severity: "warning",
  summary: "Nobody should lean on the group system:masters.",
  presets: ["recommended"],
  replaces: ["cluster-admin-binding"],
  why: `Whoever is in \`system:masters\` may do everything before RBAC is asked, so this binding gives the group nothing, and taking it away takes nothing from it.
Who reads it believes otherwise, and a certificate that names the group outlives every binding: it cannot be called back.`,
  mend: `Bind a group of your own in its place, and give people logins that name that one.
Keep \`system:masters\` for one certificate that is locked away for the day when RBAC is broken.`,
  leave: "Leave it in a copy of what the API server makes itself, if it lacks that label.",

  on: bindings,
  *check(binding) {
    const masters = subjectsOf(binding).find((it) => isOneOf(it, "Group", "system:masters"));
    if (masters === undefined) return;

    yield { at: masters.at("name"), message: `${titleOf(binding)} gives system:masters what nobody can take from it.` };
  },

  examples: [
    {
      title: "The group has everything, bound or not",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: admins
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:masters
          ^^^^^^^^^^^^^^ ClusterRoleBinding "admins" gives system:masters what nobody can take from it.
`,
    },
    {
      title: "A group of one's own can be unbound",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: viewers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: platform-team
`,
    },
  ],
});
