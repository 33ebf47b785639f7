import { subjects } from "../model/bindings.ts";
import { titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "default-account-binding",
  severity: "warning",
  summary: "No role should be bound to a default ServiceAccount.",
  presets: ["recommended"],
  why: `Every pod that names no ServiceAccount runs as its namespace's \`default\`, and carries its token.
What one workload needs is given to all of them, and to every pod that somebody tries out there next year: whoever takes over the least guarded has it.`,
  mend: `Make a ServiceAccount for the workload, name it in the pod's \`serviceAccountName\`, and bind the role to that.
Bind first: between the two, the workload is refused.`,
  leave: "Leave it in a namespace that holds one workload and nothing else, if its chart cannot name an account.",

  on: subjects,
  *check(subject) {
    const name = subject.at("name");
    if (!DEFAULT.test(`${subject.at("kind").string} ${name.string}`)) return;

    yield {
      at: name,
      message: `${titleOf(subject.binding)} gives "${subject.binding.at("roleRef", "name").shown}" to every pod that names no account.`,
    };
  },

  examples: [
    {
      title: "What is given to the default account is given to all who have none",
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
  - kind: ServiceAccount
    name: default
          ^^^^^^^ RoleBinding "web" gives "config-reader" to every pod that names no account.
`,
    },
    {
      title: "It goes by its name as a user, too",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: node-reader
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: system:serviceaccount:shop:default
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ClusterRoleBinding "web" gives "node-reader" to every pod that names no account.
`,
    },
    {
      title: "An account of its own is one workload's",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
  namespace: default
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: config-reader
subjects:
  - kind: ServiceAccount
    name: web
    namespace: default
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: default
`,
    },
  ],
});

const DEFAULT = /^(?:ServiceAccount default|User system:serviceaccount:[^:]+:default)$/;
