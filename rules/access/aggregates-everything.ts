import type { Place } from "../model/place.ts";
import { roles, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "aggregates-everything",
  severity: "error",
  summary: "An aggregated ClusterRole should select the roles that it is made of.",
  presets: ["recommended"],
  why: `A selector that asks for nothing selects every ClusterRole there is, \`cluster-admin\` too.
Whoever is bound to this role may then do everything, and nothing in it says so.`,
  mend: `Ask for a label: \`matchLabels: {example.com/aggregate-to-monitoring: "true"}\`, and put it on the roles that are meant.
Whoever leaned on the rest is refused from then on.`,
  leave: "There is nothing to leave: a role that is meant to allow everything should say so.",

  on: roles,
  *check(role) {
    for (const selector of role.at("aggregationRule", "clusterRoleSelectors").children) {
      if (!asksForNothing(selector)) continue;
      yield {
        at: selector,
        message: `${titleOf(role)} gathers the rules of every ClusterRole, cluster-admin among them.`,
      };
    }
  },

  examples: [
    {
      title: "An empty selector selects cluster-admin, too",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
aggregationRule:
  clusterRoleSelectors:
    - {}
      ^^ ClusterRole "monitoring" gathers the rules of every ClusterRole, cluster-admin among them.
rules: []
`,
    },
    {
      title: "Labels that are left empty ask for nothing, either",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
aggregationRule:
  clusterRoleSelectors:
    - matchLabels: {}
      ^^^^^^^^^^^ ClusterRole "monitoring" gathers the rules of every ClusterRole, cluster-admin among them.
rules: []
`,
    },
    {
      title: "A label is asked for",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
aggregationRule:
  clusterRoleSelectors:
    - matchExpressions:
        - key: example.com/aggregate-to-monitoring
          operator: Exists
rules: []
`,
    },
  ],
});

const asksForNothing = (selector: Place): boolean => {
  const { matchLabels, matchExpressions } = (selector.value ?? {}) as Record<string, object | undefined>;
  return Object.keys(matchLabels ?? {}).length === 0 && Object.keys(matchExpressions ?? {}).length === 0;
};
