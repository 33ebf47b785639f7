import { isNamed, named, policyRules, READ, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "namespace-secrets",
  severity: "warning",
  summary: "A Role should name the Secrets that may be read.",
  presets: ["strict"],
  replaces: ["wildcard-verb"],
  why: `A Role that reads Secrets without naming them reads all of its namespace: the one that it is for, the database's, the registry's, and the tokens of other ServiceAccounts.
Whoever takes over the one pod has what all its neighbours have.`,
  mend: `Name them with \`resourceNames\`, and keep \`get\`; or mount the Secret into the pod, which needs no right at all.
\`list\` and \`watch\` are granted for a name only to clients that ask for it by the field selector \`metadata.name=…\`: a controller that lists all of them fails.`,
  leave: "Leave it where the names are not known beforehand, as for an operator that makes the Secrets itself.",

  on: policyRules,
  *check(rule) {
    if (rule.isClusterWide || isNamed(rule)) return;
    const [secrets] = named(rule, { group: "", resources: ["secrets"], verbs: READ });
    if (secrets === undefined) return;

    yield { at: secrets, message: `${titleOf(rule.role)} may read every Secret of its namespace.` };
  },

  examples: [
    {
      title: "One Secret is wanted, and all are given",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]
                            ^^^^^^^ Role "web" may read every Secret of its namespace.
    verbs: [get]
`,
    },
    {
      title: "A Secret that is named is the only one",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [session-key]
    verbs: [get]
`,
    },
    {
      title: "To write is not to read",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [create, patch]
`,
    },
  ],
});
