import { clusterRoleOf, isClusterWide, isOneOf, subjectsOf } from "../model/bindings.ts";
import { bindings, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** What Kubernetes itself lets all users see. Source: the API server's bootstrap policy. */
const PUBLIC: ReadonlySet<string> = new Set([
  "system:basic-user",
  "system:discovery",
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
]);

/** A role that says itself that everybody may have it, or by which PodSecurityPolicies were given: these are gone since 1.25. */
const MEANT_FOR_ALL = /(?:^|[-:.])public(?:$|[-:.])/;
const OF_POLICIES = /(?:^|[-:.])(?:psp|podsecuritypolic(?:y|ies))(?:$|[-:.])/;

export default rule({
  id: "everyone-binding",
  severity: "error",
  summary: "Nothing should be bound to all users, or to all ServiceAccounts.",
  presets: ["recommended"],
  replaces: ["cluster-admin-binding"],
  why: `\`system:authenticated\` is every person with a login and every pod with a token, in every namespace, now and later.
On GKE, it is everybody with a Google account, in any company.
\`system:serviceaccounts\` is every pod: whoever takes over the least of them has the role.`,
  mend: `Name the group or the account that it is for.
Whoever else leaned on it is refused from then on: the audit log tells who does.`,
  leave: `Leave it for what everybody may well know, such as the ConfigMap of a public key: in a RoleBinding it is a warning only, and nothing if the role's name says \`public\`.
Roles for PodSecurityPolicies (\`psp\`), which newer clusters do not have, are not reported.
Kubernetes' own bindings for discovery are not reported, nor are the accounts of one namespace (\`system:serviceaccounts:shop\`).`,

  on: bindings,
  *check(binding) {
    const everyone = subjectsOf(binding).find((it) =>
      isOneOf(it, "Group", "system:authenticated", "system:serviceaccounts"),
    );
    const role = binding.at("roleRef", "name");
    if (everyone === undefined || PUBLIC.has(clusterRoleOf(binding) ?? "")) return;
    if (OF_POLICIES.test(role.string ?? "") || (!isClusterWide(binding) && MEANT_FOR_ALL.test(role.string ?? "")))
      return;

    const name = everyone.at("name");
    yield {
      at: name,
      severity: isClusterWide(binding) ? "error" : "warning",
      message: `${titleOf(binding)} gives "${role.shown}" to every ${name.string === "system:authenticated" ? "user and every pod" : "pod"}.`,
    };
  },

  examples: [
    {
      title: "Every pod of the cluster has what one of them needs",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: readers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:serviceaccounts
          ^^^^^^^^^^^^^^^^^^^^^^ ClusterRoleBinding "readers" gives "view" to every pod.
`,
    },
    {
      title: "In one namespace it is less, and still for everybody",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: readers
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:authenticated
          ^^^^^^^^^^^^^^^^^^^^ RoleBinding "readers" gives "reader" to every user and every pod.
`,
    },
    {
      title: "What the cluster serves may be known to all, and a namespace to itself",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: oidc
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: system:service-account-issuer-discovery
    subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:authenticated
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: readers
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: Role
      name: reader
    subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:serviceaccounts:shop
`,
    },
    {
      title: "A role may say that it is for all, and PodSecurityPolicies were for all",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: shop-public
      namespace: shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: Role
      name: shop-public
    subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:authenticated
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: restricted
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: psp:restricted
    subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:serviceaccounts
`,
    },
  ],
});
