import { type Subject, subjects } from "../model/bindings.ts";
import { RBAC, titleOf } from "../model/rbac.ts";
import type { Finding } from "../rule.ts";
import { rule } from "../rule.ts";

const KINDS: readonly string[] = ["ServiceAccount", "User", "Group"];

export default rule({
  id: "refused-subject",
  severity: "error",
  summary: "A binding's subjects should be such that the API server takes them.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a binding with a subject of no kind that it knows, a ServiceAccount with an API group, or a User or Group with another than \`rbac.authorization.k8s.io\`.
The pods are made all the same, and are \`forbidden\` whatever they try.`,
  mend: `Write \`ServiceAccount\`, \`User\` or \`Group\`; give a ServiceAccount its name and its namespace, and no \`apiGroup\`; leave that of the others out, or spell it as it is.
\`system:serviceaccount:shop:web\` is a User; the ServiceAccount is called \`web\`, of namespace \`shop\`.`,
  leave: "Leave it where a tool fills in the rest before anything is applied.",

  on: subjects,
  *check(subject) {
    const [first] = refusals(subject);
    if (first !== undefined) yield first;
  },

  examples: [
    {
      title: "Kinds are spelt as they are",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: config-reader
subjects:
  - kind: serviceaccount
          ^^^^^^^^^^^^^^ RoleBinding "web" names a subject of kind "serviceaccount", and is refused.
    name: web
  - kind: Groups
          ^^^^^^ RoleBinding "web" names a subject of kind "Groups", and is refused.
    name: developers
  - kind: Team
          ^^^^ RoleBinding "web" names a subject of kind "Team", and is refused.
    name: shop
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: config-reader
subjects:
  - kind: ServiceAccount
    name: web
  - kind: Group
    name: developers
  - kind: Team
    name: shop
`,
    },
    {
      title: "ServiceAccounts are of the core group, users and groups of RBAC's",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: config-reader
subjects:
  - apiGroup: rbac.authorization.k8s.io
              ^^^^^^^^^^^^^^^^^^^^^^^^^ RoleBinding "web" names a ServiceAccount of API group "rbac.authorization.k8s.io", and is refused.
    kind: ServiceAccount
    name: web
  - apiGroup: v1
              ^^ RoleBinding "web" names a Group of API group "v1", and is refused.
    kind: Group
    name: developers
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: config-reader
subjects:
  - kind: ServiceAccount
    name: web
  - kind: Group
    name: developers
`,
    },
    {
      title: "A ServiceAccount's name is not its user's, and everybody has one",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: config-reader
subjects:
  - kind: ServiceAccount
    name: system:serviceaccount:shop:web
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ClusterRoleBinding "web" names a ServiceAccount as if it were a user, and is refused.
  - kind: User
          ^^^^ ClusterRoleBinding "web" names a User without a name, and is refused.
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: config-reader
subjects:
  - kind: ServiceAccount
    name: web
    namespace: shop
  - kind: User
`,
    },
    {
      title: "API groups may be left out, or empty",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: config-reader
subjects:
  - apiGroup: ""
    kind: ServiceAccount
    name: web
  - kind: User
    name: alice@example.com
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: system:serviceaccount:shop:api
`,
    },
  ],
});

function* refusals(subject: Subject): Iterable<Finding> {
  const title = titleOf(subject.binding);
  const kind = subject.at("kind");
  const group = subject.at("apiGroup");
  const name = subject.at("name");
  // Braces of a placeholder are read as a mapping.
  if ([kind, name].some((it) => it.exists && it.string === undefined)) return;
  if (!KINDS.includes(kind.string ?? "")) {
    const right = KINDS.find((it) => it.toLowerCase() === kind.string?.toLowerCase().replace(/s$/, ""));
    yield {
      at: kind,
      message: `${title} names a subject of ${kind.string === undefined ? "no kind" : `kind "${kind.string}"`}, and is refused.`,
      fixes:
        right === undefined
          ? []
          : [{ title: `Write "${right}"`, safety: "review", changes: () => [{ at: kind, value: right }] }],
    };
    return;
  }
  const isAccount = kind.string === "ServiceAccount";
  if (group.exists && group.string !== "" && (isAccount || group.string !== RBAC)) {
    yield {
      at: group,
      message: `${title} names a ${kind.string} of API group "${group.shown}", and is refused.`,
      fixes: [{ title: "Leave the API group out", safety: "review", changes: () => [{ at: group, remove: true }] }],
    };
  }
  if ((name.string ?? "") === "")
    yield { at: name, message: `${title} names a ${kind.string} without a name, and is refused.` };
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name.string ?? "") ?? [];
  if (!isAccount || namespace === undefined || account === undefined) return;
  yield {
    at: name,
    message: `${title} names a ServiceAccount as if it were a user, and is refused.`,
    fixes: [
      {
        title: `Name "${account}" of namespace "${namespace}"`,
        safety: "review",
        changes: () => [
          { at: name, value: account },
          { at: subject.at("namespace"), value: namespace },
        ],
      },
    ],
  };
}
