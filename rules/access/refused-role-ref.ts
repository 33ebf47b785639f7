import { isClusterWide } from "../model/bindings.ts";
import type { Place } from "../model/place.ts";
import { bindings, RBAC, titleOf } from "../model/rbac.ts";
import type { Resource } from "../model/resource.ts";
import type { Finding } from "../rule.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "refused-role-ref",
  severity: "error",
  summary: "A binding should refer to a role that it can give.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a ClusterRoleBinding to a Role, a kind that is neither Role nor ClusterRole, an API group other than \`rbac.authorization.k8s.io\`, and a role without a name.
The pods are made all the same, and are \`forbidden\` whatever they try.`,
  mend: `Refer to a ClusterRole from a ClusterRoleBinding, or make it a RoleBinding in the Role's namespace.
A binding that exists cannot be given another role: delete it first.`,
  leave:
    "Leave it in a patch, if the role is named where it is applied: a binding without any `roleRef` is not reported.",

  on: bindings,
  *check(binding) {
    if (!binding.at("roleRef").isMapping) return;
    const [first] = refusals(binding);
    if (first !== undefined) yield first;
  },

  examples: [
    {
      title: "Kind and group are spelt as they are",
      bad: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: web
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: clusterrole
            ^^^^^^^^^^^ RoleBinding "web" refers to a "clusterrole", and is refused.
      name: view
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: api
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io/v1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RoleBinding "api" refers to a role of API group "rbac.authorization.k8s.io/v1", and is refused.
      kind: ClusterRole
      name: view
`,
      fixed: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: web
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: view
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: api
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: view
`,
    },
    {
      title: "What holds in all namespaces cannot give a Role of one",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
        ^^^^ ClusterRoleBinding "web" refers to a "Role", and is refused.
  name: config-reader
subjects:
  - kind: ServiceAccount
    name: web
    namespace: shop
`,
    },
    {
      title: "A role without a name is none",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: shop
roleRef:
^^^^^^^ RoleBinding "web" refers to no role, and is refused.
  apiGroup: rbac.authorization.k8s.io
  kind: Role
`,
    },
    {
      title: "The group may be left out, and a ClusterRole bound in one namespace",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: shop
roleRef:
  kind: ClusterRole
  name: view
`,
    },
  ],
});

/** Whether a text stands here, or nothing: braces of a placeholder are read as a mapping. Throws `unknowable`. */
const isWord = (place: Place): boolean => !place.exists || place.string !== undefined;

function* refusals(binding: Resource): Iterable<Finding> {
  const title = titleOf(binding);
  const kind = binding.at("roleRef", "kind");
  const group = binding.at("roleRef", "apiGroup");
  const name = binding.at("roleRef", "name");
  const kinds = isClusterWide(binding) ? ["ClusterRole"] : ["ClusterRole", "Role"];
  if (isWord(kind) && !kinds.includes(kind.string ?? "")) {
    const right = kinds.find((it) => it.toLowerCase() === kind.string?.toLowerCase());
    yield {
      at: kind,
      message: `${title} refers to ${kind.string === undefined ? "no kind of role" : `a "${kind.string}"`}, and is refused.`,
      fixes:
        right === undefined
          ? []
          : [{ title: `Write "${right}"`, safety: "review", changes: () => [{ at: kind, value: right }] }],
    };
  }
  if (group.exists && group.string !== "" && group.string !== RBAC) {
    yield {
      at: group,
      message: `${title} refers to a role of API group "${group.shown}", and is refused.`,
      fixes: [{ title: `Write "${RBAC}"`, safety: "review", changes: () => [{ at: group, value: RBAC }] }],
    };
  }
  if (isWord(name) && (name.string ?? "") === "")
    yield { at: name, message: `${title} refers to no role, and is refused.` };
}
