import { isBuiltIn } from "../model/api-resources.ts";
import { policyRules, RBAC, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unknown-api-group",
  severity: "error",
  summary: "A role should name API groups as the API server does.",
  presets: ["recommended"],
  fixable: "safe",
  why: `The API server takes any word for an API group, and grants nothing in one that there is not.
The core group is the empty string, not \`core\` or \`v1\`; a group has no version, and most end in \`.k8s.io\`.
Whoever tries it is \`forbidden\`, and what looks like a careful role is then replaced by one with a \`*\`.`,
  mend: `Write \`""\` for what manifests call \`v1\`, \`apps\` for \`apps/v1\`, and the full name of the others.
The role allows more afterwards than it did: what it says.`,
  leave:
    "Leave it for an API server of your own whose group has no dot in its name; a CustomResourceDefinition must have one.",

  on: policyRules,
  *check(rule) {
    const groups = texts(rule, "apiGroups");
    for (const [index, group] of groups.entries()) {
      if (group.includes("*") || isBuiltIn(group) || (/\./.test(group) && !/[/A-Z]/.test(group))) continue;
      const at = rule.at("apiGroups", index);
      const right = rightGroup(group);
      yield {
        at,
        message: `${titleOf(rule.role)} grants nothing in "${group}", which is no API group${right === undefined ? "" : `: it is called "${right}"`}.`,
        fixes:
          right === undefined
            ? []
            : groups.includes(right)
              ? [{ title: `Remove "${group}"`, safety: "safe", changes: () => [{ at, remove: true }] }]
              : [{ title: `Write "${right}"`, safety: "review", changes: () => [{ at, value: right }] }],
      };
    }
  },

  examples: [
    {
      title: "The core group is the empty string",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [v1]
                ^^ Role "reader" grants nothing in "v1", which is no API group: it is called "".
    resources: [pods]
    verbs: [get]
  - apiGroups: ["", core]
                    ^^^^ Role "reader" grants nothing in "core", which is no API group: it is called "".
    resources: [services]
    verbs: [get]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
  - apiGroups: [""]
    resources: [services]
    verbs: [get]
`,
    },
    {
      title: "A group has no version, and its whole name",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [apps/v1, networking, rbac, example.com/v1, shop]
                ^^^^^^^ Role "reader" grants nothing in "apps/v1", which is no API group: it is called "apps".
                         ^^^^^^^^^^ Role "reader" grants nothing in "networking", which is no API group: it is called "networking.k8s.io".
                                     ^^^^ Role "reader" grants nothing in "rbac", which is no API group: it is called "rbac.authorization.k8s.io".
                                           ^^^^^^^^^^^^^^ Role "reader" grants nothing in "example.com/v1", which is no API group: it is called "example.com".
                                                           ^^^^ Role "reader" grants nothing in "shop", which is no API group.
    resources: [deployments, ingresses, roles, carts]
    verbs: [get]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [apps, networking.k8s.io, rbac.authorization.k8s.io, example.com, shop]
    resources: [deployments, ingresses, roles, carts]
    verbs: [get]
`,
    },
    {
      title: "Groups as they are",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: ["", apps, networking.k8s.io, example.com]
    resources: [pods, deployments, ingresses, carts]
    verbs: [get]
  - apiGroups: ["*"]
    resources: ["*/scale"]
    verbs: [get]
`,
    },
  ],
});

/** What a group is really called that somebody has shortened, or given a version. */
function rightGroup(written: string): string | undefined {
  const group = written.toLowerCase().split("/", 1)[0] ?? "";
  if (group === "core" || /^v\d/.test(group)) return "";
  if (group.includes(".")) return group;
  if (group === "rbac") return RBAC;
  const guesses = [group, `${group}.k8s.io`];
  return guesses.find((it) => it !== "" && isBuiltIn(it));
}
