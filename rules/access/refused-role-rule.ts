import { groupsWith } from "../model/api-resources.ts";
import { type PolicyRule, policyRules, texts, titleOf } from "../model/rbac.ts";
import type { Finding, Fix } from "../rule.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "refused-role-rule",
  severity: "error",
  summary: "A rule of a role should say verbs, and resources of API groups or URLs.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the whole role if one of its rules says no verbs, resources without their groups, resources beside URLs, or URLs in a Role.
The binding beside it is made all the same, and grants nothing.`,
  mend: `Give a rule its \`apiGroups\` (\`[""]\` for the core group), \`resources\` and \`verbs\`.
URLs go into a rule of their own, in a ClusterRole that a ClusterRoleBinding binds.`,
  leave: "Leave it where a tool fills in the rest before anything is applied.",

  on: policyRules,
  *check(rule) {
    const [first] = refusals(rule);
    if (first !== undefined) yield first;
  },

  examples: [
    {
      title: "The core group must be said, too",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - resources: [pods, services]
    ^^^^^^^^^ A rule of Role "reader" says no API group, and is refused.
    verbs: [get, list]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - resources: [pods, services]
    verbs: [get, list]
    apiGroups:
      - ""
`,
    },
    {
      title: "Without verbs, or without resources, nothing is said",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: []
    ^^^^^ A rule of Role "reader" says no verbs, and is refused.
  - apiGroups: [apps]
    ^^^^^^^^^ A rule of Role "reader" says no resources, and is refused.
    verbs: [get]
`,
    },
    {
      title: "URLs stand in no namespace, and beside no resources",
      bad: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: prometheus
      namespace: shop
    rules:
      - nonResourceURLs: [/metrics]
        ^^^^^^^^^^^^^^^ A rule of Role "prometheus" has URLs, which stand in no namespace, and is refused.
        verbs: [get]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: prometheus
    rules:
      - apiGroups: [""]
        resources: [pods]
        nonResourceURLs: [/metrics]
        ^^^^^^^^^^^^^^^ A rule of ClusterRole "prometheus" has URLs beside resources, and is refused.
        verbs: [get]
`,
    },
    {
      title: "A role may have no rules, and each of them one purpose",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: prometheus
    rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [get]
      - nonResourceURLs: [/metrics, "*"]
        verbs: [get]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: nothing
      namespace: shop
    rules: []
`,
    },
  ],
});

function* refusals(rule: PolicyRule): Iterable<Finding> {
  const title = titleOf(rule.role);
  const isEmpty = (list: string) => {
    const place = rule.at(list);
    return place.isSequence ? place.children.length === 0 : !place.exists;
  };
  const urls = rule.at("nonResourceURLs");
  if (isEmpty("verbs")) yield { at: rule.at("verbs"), message: `A rule of ${title} says no verbs, and is refused.` };
  if (isEmpty("nonResourceURLs")) {
    for (const list of ["apiGroups", "resources"]) {
      const message = `A rule of ${title} says no ${list === "resources" ? "resources" : "API group"}, and is refused.`;
      if (isEmpty(list)) yield { at: rule.at(list), message, fixes: list === "apiGroups" ? groupFix(rule) : [] };
    }
  } else if (!isEmpty("apiGroups") || !isEmpty("resources") || !isEmpty("resourceNames")) {
    yield { at: urls.named, message: `A rule of ${title} has URLs beside resources, and is refused.` };
  } else if (!rule.isClusterWide) {
    yield { at: urls.named, message: `A rule of ${title} has URLs, which stand in no namespace, and is refused.` };
  }
}

/** The group that all the resources are of, if there is one. */
function groupFix(rule: PolicyRule): readonly Fix[] {
  const resources = texts(rule, "resources");
  const [group] = groupsWith(resources[0] ?? "");
  if (group === undefined || !resources.every((it) => groupsWith(it).includes(group))) return [];
  const changes = () => [{ at: rule.at("apiGroups"), value: [group] }];
  return [{ title: `Name the group "${group}"`, safety: "review", changes }];
}
