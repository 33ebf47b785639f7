import { isBuiltIn } from "../model/api-resources.ts";
import type { Change } from "../model/change.ts";
import { isNamed, type PolicyRule, policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** Verbs of requests that are made to the collection, and so carry no name. */
const UNNAMED: readonly string[] = ["create", "deletecollection"];

export default rule({
  id: "named-create",
  severity: "warning",
  summary: "A role should allow to create by a rule without resourceNames.",
  presets: ["recommended"],
  fixable: "review",
  why: `A request to create is made to the collection, before the object has its name there: no \`resourceNames\` match it, and it is \`forbidden\`.
A controller that is to create its own lock or ConfigMap by such a rule fails on the first start in a new cluster, while it goes on well where the object is there already.`,
  mend: `Allow \`create\` by a rule of its own, without names, and keep the names for \`get\`, \`update\` and \`patch\`.
Whoever has it may then create objects of any name, and change only those that are named.`,
  leave: `Leave it where the object is only ever made by server-side apply or by PUT: those carry the name, and are granted.
Nothing is said of subresources (\`serviceaccounts/token\`, \`pods/exec\`), which carry their parent's name.`,

  on: policyRules,
  *check(rule) {
    const resources = texts(rule, "resources").filter((it) => !it.includes("/"));
    if (!isNamed(rule) || resources.length === 0 || !texts(rule, "apiGroups").every(isBuiltIn)) return;

    const verbs = texts(rule, "verbs");
    for (const verb of UNNAMED.filter((it) => verbs.includes(it))) {
      if (isAllowedElsewhere(rule, verb, resources)) continue;
      yield {
        at: rule.at("verbs", verbs.indexOf(verb)),
        message: `${titleOf(rule.role)} does not allow "${verb}" by this rule, as the request carries no name.`,
        see: [{ at: rule.at("resourceNames"), message: "These names are asked for." }],
        fixes: [
          {
            title: `Allow "${verb}" for all names, by a rule of its own`,
            safety: "review",
            changes: () => withoutNames(rule, verb, resources),
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A lock that is there can be held, and one that is not cannot be made",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: leader-election
  namespace: shop
rules:
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    resourceNames: [shop-leader]
    ~~~~~~~~~~~~~ These names are asked for.
    verbs: [get, create, update]
                 ^^^^^^ Role "leader-election" does not allow "create" by this rule, as the request carries no name.
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: leader-election
  namespace: shop
rules:
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    resourceNames: [shop-leader]
    verbs: [get, update]
  - apiGroups:
      - coordination.k8s.io
    resources:
      - leases
    verbs:
      - create
`,
    },
    {
      title: "If nothing else is allowed, the names go",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: writer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [settings]
    ~~~~~~~~~~~~~ These names are asked for.
    verbs: [create]
            ^^^^^^ Role "writer" does not allow "create" by this rule, as the request carries no name.
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: writer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [configmaps]
    verbs: [create]
`,
    },
    {
      title: "A rule without names allows it, and a subresource carries one",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: leader-election
  namespace: shop
rules:
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    verbs: [create]
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    resourceNames: [shop-leader]
    verbs: [get, create, update]
  - apiGroups: [""]
    resources: [serviceaccounts/token]
    resourceNames: [web]
    verbs: [create]
`,
    },
  ],
});

/** Whether another rule of the role allows the verb for objects of any name. */
function isAllowedElsewhere(rule: PolicyRule, verb: string, resources: readonly string[]): boolean {
  const holds = (other: PolicyRule, list: string, wanted: string) =>
    texts(other, list).some((it) => it === wanted || it === "*");
  return texts(rule, "apiGroups").every((group) =>
    resources.every((resource) =>
      policyRules(rule.role).some(
        (it) =>
          it !== rule &&
          !isNamed(it) &&
          holds(it, "apiGroups", group) &&
          holds(it, "resources", resource) &&
          holds(it, "verbs", verb),
      ),
    ),
  );
}

function withoutNames(rule: PolicyRule, verb: string, resources: readonly string[]): readonly Change[] {
  const verbs = texts(rule, "verbs");
  if (verbs.every((it) => it === verb) && resources.length === texts(rule, "resources").length) {
    return [{ at: rule.at("resourceNames"), remove: true }];
  }
  const rules = rule.place.parent;
  if (rules === undefined) return [];
  const added = { apiGroups: texts(rule, "apiGroups"), resources, verbs: [verb] };
  return [
    { at: rule.at("verbs", verbs.indexOf(verb)), remove: true },
    { at: rules.at(rules.children.length), value: added },
  ];
}
