import { groupsWith } from "../model/api-resources.ts";
import { policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "wildcard-api-group",
  severity: "info",
  summary: "A role should name the API groups that it is about.",
  presets: ["strict"],
  fixable: "review",
  why: `A resource's name is unique only within its group.
With \`apiGroups: ["*"]\`, a role for \`services\` holds for Knative's as well, one for \`events\` for two kinds of them, and one for \`secrets\` for whatever a CustomResourceDefinition of tomorrow calls so.`,
  mend: `Name the groups: \`""\` for Pods, Services, Secrets and ConfigMaps, \`apps\` for Deployments; \`kubectl api-resources\` lists them all.
A resource of a group that is left out is refused from then on.`,
  leave:
    "Leave it for `*/scale`, `*/status` and the like, which an autoscaler needs for kinds that it does not know: nothing is said of them.",

  on: policyRules,
  *check(rule) {
    const star = texts(rule, "apiGroups").indexOf("*");
    const resources = texts(rule, "resources");
    if (star === -1 || resources.length === 0 || resources.some((it) => it.startsWith("*"))) return;

    const at = rule.at("apiGroups", star);
    const [group] = groupsWith(resources[0] ?? "");
    const isCertain = resources.every((it) => groupsWith(it).length === 1 && groupsWith(it)[0] === group);
    yield {
      at,
      message: `${titleOf(rule.role)} holds in every API group.`,
      fixes:
        isCertain && group !== undefined && texts(rule, "apiGroups").length === 1
          ? [{ title: `Name the group: "${group}"`, safety: "review", changes: () => [{ at, value: group }] }]
          : [],
    };
  },

  examples: [
    {
      title: "One group is meant, and every group is said",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: viewer
rules:
  - apiGroups: ["*"]
                ^^^ ClusterRole "viewer" holds in every API group.
    resources: [deployments, statefulsets]
    verbs: [get, list, watch]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: viewer
rules:
  - apiGroups: ["apps"]
    resources: [deployments, statefulsets]
    verbs: [get, list, watch]
`,
    },
    {
      title: "Resources of several groups need a rule for each",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: viewer
rules:
  - apiGroups: ["*"]
                ^^^ ClusterRole "viewer" holds in every API group.
    resources: [pods, deployments]
    verbs: [get, list, watch]
`,
    },
    {
      title: "An autoscaler does not know what it scales",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: autoscaler
rules:
  - apiGroups: ["*"]
    resources: ["*/scale"]
    verbs: [get, update]
`,
    },
  ],
});
