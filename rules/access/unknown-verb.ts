import { isBuiltIn } from "../model/api-resources.ts";
import { listed, type PolicyRule, policyRules, RBAC, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

const VERBS: ReadonlySet<string> = new Set(
  "get list watch create update patch delete deletecollection proxy * head post put options connect trace".split(" "),
);

/** What there is no request for but on a URL, and what is meant. */
const METHODS: ReadonlyMap<string, string | undefined> = new Map([
  ["post", "create"],
  ["put", "update"],
  ["head", "get"],
  ["options", undefined],
  ["connect", undefined],
  ["trace", undefined],
]);

/** Verbs that no request has: the API server asks for them beside it, on these resources only. Source: Kubernetes' documentation of RBAC. */
const SPECIAL: ReadonlyMap<string, { readonly groups: readonly string[]; readonly resources: readonly string[] }> =
  new Map([
    ["bind", { groups: [RBAC], resources: ["roles", "clusterroles"] }],
    ["escalate", { groups: [RBAC], resources: ["roles", "clusterroles"] }],
    [
      "impersonate",
      {
        groups: ["", "authentication.k8s.io"],
        resources: ["users", "groups", "serviceaccounts", "uids", "userextras"],
      },
    ],
    ["approve", { groups: ["certificates.k8s.io"], resources: ["signers"] }],
    ["attest", { groups: ["certificates.k8s.io"], resources: ["signers"] }],
    ["sign", { groups: ["certificates.k8s.io"], resources: ["signers"] }],
    ["use", { groups: ["policy", "extensions"], resources: ["podsecuritypolicies"] }],
  ]);

export default rule({
  id: "unknown-verb",
  severity: "error",
  summary: "A role should allow verbs that there are.",
  presets: ["recommended"],
  fixable: "safe",
  why: `The API server takes any word for a verb, compares it letter by letter with the request's, and grants nothing by one that is never asked for.
\`GET\`, \`Get\`, \`read\` and \`post\` are such words, and \`bind\` on \`rolebindings\` is asked for by nobody: it counts on the role.
Whoever tries it is \`forbidden\`, and what looks like a careful role is then replaced by one with a \`*\`.`,
  mend: `For resources, verbs are \`get\`, \`list\`, \`watch\`, \`create\`, \`update\`, \`patch\`, \`delete\` and \`deletecollection\`; for URLs, the HTTP methods in lower case.
The role allows more afterwards than it did: what it says.`,
  leave:
    "Nothing is said of verbs on other groups' resources, as an API of its own may ask for any word, nor of verbs with a colon, which Kubernetes has had since 1.36.",

  on: policyRules,
  *check(rule) {
    const verbs = texts(rule, "verbs");
    for (const [index, verb] of verbs.entries()) {
      const wrong = mistake(rule, verb);
      if (wrong === undefined) continue;
      const at = rule.at("verbs", index);
      const { reason, right } = wrong;
      yield {
        at,
        message: `${titleOf(rule.role)} allows nothing by "${verb}": ${reason}.`,
        fixes:
          right === undefined
            ? []
            : verbs.includes(right)
              ? [{ title: `Remove "${verb}"`, safety: "safe", changes: () => [{ at, remove: true }] }]
              : [{ title: `Write "${right}"`, safety: "review", changes: () => [{ at, value: right }] }],
      };
    }
  },

  examples: [
    {
      title: "Verbs are compared letter by letter",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [GET, List, list]
            ^^^ Role "reader" allows nothing by "GET": verbs are lower case.
                 ^^^^ Role "reader" allows nothing by "List": verbs are lower case.
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
    verbs: [get, list]
`,
    },
    {
      title: "Methods of HTTP are for URLs, and words of people for nothing",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: writer
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [read, post, restart]
            ^^^^ ClusterRole "writer" allows nothing by "read": no request has this verb.
                  ^^^^ ClusterRole "writer" allows nothing by "post": HTTP methods are for URLs.
                        ^^^^^^^ ClusterRole "writer" allows nothing by "restart": no request has this verb.
  - nonResourceURLs: [/metrics]
    verbs: [Get]
            ^^^ ClusterRole "writer" allows nothing by "Get": verbs are lower case.
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: writer
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, create, restart]
  - nonResourceURLs: [/metrics]
    verbs: [get]
`,
    },
    {
      title: "To bind counts on the role, not on the binding",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenants
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings]
    verbs: [create, bind]
                    ^^^^ ClusterRole "tenants" allows nothing by "bind": it counts on roles and clusterroles only.
`,
    },
    {
      title: "Some verbs count on some resources only, and others have verbs of their own",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenants
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    resourceNames: [tenant]
    verbs: [bind]
  - apiGroups: [ray.example.com]
    resources: [clusters]
    verbs: ["ray:write", collect]
  - apiGroups: [authentication.k8s.io]
    resources: [users]
    verbs: ["impersonate:user-info"]
  - nonResourceURLs: [/metrics, "/api/*"]
    verbs: [get, head, post]
`,
    },
  ],
});

/** Why a verb grants nothing, and what is meant by it. */
function mistake(rule: PolicyRule, verb: string): { reason: string; right?: string | undefined } | undefined {
  if (verb.includes(":") || (verb.includes("*") && verb !== "*")) return undefined;
  const lower = verb.toLowerCase();
  if (verb !== lower && (VERBS.has(lower) || SPECIAL.has(lower))) {
    return { reason: "verbs are lower case", right: METHODS.get(lower) ?? lower };
  }
  const groups = texts(rule, "apiGroups");
  const isUrl = rule.at("nonResourceURLs").exists;
  if (isUrl || groups.length === 0 || !groups.every(isBuiltIn)) return undefined;
  if (METHODS.has(verb)) return { reason: "HTTP methods are for URLs", right: METHODS.get(verb) };
  const special = SPECIAL.get(verb);
  if (special === undefined) {
    return VERBS.has(verb)
      ? undefined
      : { reason: "no request has this verb", right: verb === "read" ? "get" : undefined };
  }
  const isAsked =
    texts(rule, "resources").some((it) => it === "*" || special.resources.includes(it.split("/", 1)[0] ?? "")) &&
    groups.some((it) => special.groups.includes(it));
  return isAsked ? undefined : { reason: `it counts on ${listed(special.resources.slice(0, 3))} only` };
}
