import { roles, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "overwritten-rules",
  severity: "warning",
  summary: "A ClusterRole that is aggregated should have no rules of its own.",
  presets: ["recommended"],
  fixable: "review",
  why: `A controller gathers the rules of all ClusterRoles that the \`aggregationRule\` selects and writes them over the ones here, a moment after they are applied.
They work until then, so a test just after the installation passes; and each \`kubectl apply\` brings them back for a moment.`,
  mend: `Put them into a ClusterRole of their own, with a label that the rule selects, and write \`rules: []\` here.
If nothing is selected at all, they stay in force: then leave \`aggregationRule\` out.`,
  leave: "Leave it in what was read from a cluster, where these are the rules that were gathered.",

  on: roles,
  *check(role) {
    const rules = role.at("rules");
    if (!role.at("aggregationRule").exists || rules.children.length === 0) return;

    yield {
      at: rules.named,
      message: `What ${titleOf(role)} says here is written over by what it aggregates.`,
      see: [{ at: role.at("aggregationRule").named, message: "This is where its rules come from." }],
      fixes: [{ title: "Empty the rules", safety: "review", changes: () => [{ at: rules, value: [] }] }],
    };
  },

  examples: [
    {
      title: "These rules last for a moment",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
aggregationRule:
~~~~~~~~~~~~~~~ This is where its rules come from.
  clusterRoleSelectors:
    - matchLabels:
        example.com/aggregate-to-monitoring: "true"
rules:
^^^^^ What ClusterRole "monitoring" says here is written over by what it aggregates.
  - apiGroups: [""]
    resources: [services, endpoints, pods]
    verbs: [get, list, watch]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
aggregationRule:
  clusterRoleSelectors:
    - matchLabels:
        example.com/aggregate-to-monitoring: "true"
rules: []
`,
    },
    {
      title: "They are filled in by the controller",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
aggregationRule:
  clusterRoleSelectors:
    - matchLabels:
        example.com/aggregate-to-monitoring: "true"
rules: []
`,
    },
  ],
});
