import { clusterRoleOf, isOneOf, subjectsOf } from "../model/bindings.ts";
import { bindings, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/**
 * What Kubernetes and kubeadm let everybody see, and the public keys by which clouds check tokens.
 * Source: the API server's bootstrap policy; kubeadm's `clusterinfo` phase; "Service account issuer discovery" in Kubernetes' documentation.
 */
const PUBLIC: ReadonlySet<string> = new Set([
  "kubeadm:bootstrap-signer-clusterinfo",
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
]);

export default rule({
  id: "anonymous-binding",
  severity: "error",
  summary: "Nothing should be bound to those who do not log in.",
  presets: ["recommended"],
  fixable: "review",
  replaces: ["cluster-admin-binding"],
  why: `\`system:anonymous\` and the group \`system:unauthenticated\` are whoever reaches the API server's port without a password, a token or a certificate: anybody on the internet, where it is open.
Such bindings are how clusters are taken by scanners, and how attackers leave a door behind.`,
  mend: `Take the subject out.
Who came in by it logs in from then on: a probe by a token of its own, a browser by a person.`,
  leave:
    "Leave it for what must be seen before one logs in: Kubernetes' own `system:public-info-viewer` and `system:service-account-issuer-discovery` (public keys only), and kubeadm's cluster-info, are not reported.",

  on: bindings,
  *check(binding) {
    const everybody = subjectsOf(binding).filter(
      (it) => isOneOf(it, "User", "system:anonymous") || isOneOf(it, "Group", "system:unauthenticated"),
    );
    const [first] = everybody;
    const role = binding.at("roleRef", "name");
    if (first === undefined || PUBLIC.has(clusterRoleOf(binding) ?? role.string ?? "")) return;

    yield {
      at: first.at("name"),
      message: `${titleOf(binding)} gives "${role.shown}" to whoever does not log in.`,
      see: [{ at: role, message: "This is what they get." }],
      fixes: [
        {
          title: "Take those who do not log in out",
          safety: "review",
          changes: () => everybody.map(({ place }) => ({ at: place, remove: true })),
        },
      ],
    };
  },

  examples: [
    {
      title: "Whoever reaches the port has the role",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: viewers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
        ~~~~ This is what they get.
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: viewers
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:unauthenticated
          ^^^^^^^^^^^^^^^^^^^^^^ ClusterRoleBinding "viewers" gives "view" to whoever does not log in.
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: viewers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: viewers
`,
    },
    {
      title: "An anonymous user is a user, too",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: probes
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: probe
        ~~~~~ This is what they get.
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: system:anonymous
          ^^^^^^^^^^^^^^^^ RoleBinding "probes" gives "probe" to whoever does not log in.
  - kind: ServiceAccount
    name: probe
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: probes
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: probe
subjects:
  - kind: ServiceAccount
    name: probe
`,
    },
    {
      title: "This is seen before one logs in",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: kubeadm:bootstrap-signer-clusterinfo
  namespace: kube-public
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: kubeadm:bootstrap-signer-clusterinfo
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: system:anonymous
`,
    },
    {
      title: "Whoever checks a token needs the public keys, which are no secret",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: issuer-discovery
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:service-account-issuer-discovery
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:unauthenticated
`,
    },
  ],
});
