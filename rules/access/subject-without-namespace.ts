import { isClusterWide, subjects } from "../model/bindings.ts";
import { Proposal } from "../model/change.ts";
import { titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "subject-without-namespace",
  severity: "error",
  summary: "A ClusterRoleBinding should say the namespace of each ServiceAccount.",
  presets: ["strict"],
  fixable: "choice",
  replaces: ["default-account-binding"],
  why: `A ClusterRoleBinding stands in no namespace from which a ServiceAccount could take its own, so the API server refuses one that does not say: \`subjects[0].namespace: Required value\`.
\`kubectl apply -n shop\` does not help.
The pods are made all the same, and are \`forbidden\` whatever they try.`,
  mend: `Write the namespace that the ServiceAccount is in.
In a RoleBinding it may be left out, and is the binding's own.`,
  leave:
    "Leave it in a Kustomize base that holds the ServiceAccount as well: Kustomize writes the overlay's namespace into both.",

  on: subjects,
  *check(subject) {
    const namespace = subject.at("namespace");
    if (!isClusterWide(subject.binding) || subject.at("kind").string !== "ServiceAccount" || namespace.exists) return;
    if (subject.at("name").string?.includes(":")) return;

    yield {
      at: namespace,
      message: `${titleOf(subject.binding)} does not say which namespace its ServiceAccount "${subject.at("name").shown}" is in.`,
      fixes: [
        {
          title: "Say the namespace",
          safety: "choice",
          changes: () => [{ at: namespace, value: new Proposal("default") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Nobody could tell which web is meant",
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
    name: web
          ^^^ ClusterRoleBinding "web" does not say which namespace its ServiceAccount "web" is in.
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
    namespace: default
`,
    },
    {
      title: "In a RoleBinding it is the binding's own, and a user has none",
      good: `
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
      kind: Role
      name: config-reader
    subjects:
      - kind: ServiceAccount
        name: web
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: web
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: config-reader
    subjects:
      - kind: User
        name: alice@example.com
`,
    },
  ],
});
