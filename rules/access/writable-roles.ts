import { isNamed, named, policyRules, quoted, RBAC, titleOf, WRITE } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "writable-roles",
  severity: "warning",
  summary: "Only what manages access should write roles and bindings.",
  presets: ["strict"],
  replaces: ["wildcard-verb"],
  why: `Who may write roles and bindings hands on every right that he has, to whom he likes.
An attacker makes himself an account that outlives the pod that he came by, or adds himself to a binding that somebody mightier has made and may, with \`bind\` or \`escalate\`, make mightier still.`,
  mend: `Let roles and bindings come from where the rest of your manifests comes from, and take these verbs from the workload.
An operator that makes accounts for what it runs needs them: then name what it may write with \`resourceNames\`, and give it nothing that it should not hand on.`,
  leave: "Leave it for operators that make an account for each thing that they run, and for what sets up namespaces.",

  on: policyRules,
  *check(rule) {
    if (isNamed(rule)) return;
    const written = named(rule, {
      group: RBAC,
      resources: ["roles", "rolebindings", "clusterroles", "clusterrolebindings"],
      verbs: WRITE,
    });
    const [first] = written;
    if (first === undefined) return;

    yield { at: first, message: `${titleOf(rule.role)} may write ${quoted(written.map((it) => it.shown))}.` };
  },

  examples: [
    {
      title: "Rights are handed on by those who have them",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [roles, rolebindings]
                ^^^^^ ClusterRole "operator" may write "roles" and "rolebindings".
    verbs: [get, list, create, update]
`,
    },
    {
      title: "To read them hands nothing on",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: auditor
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [roles, rolebindings, clusterroles, clusterrolebindings]
    verbs: [get, list, watch]
`,
    },
    {
      title: "One binding that is named is no binding of one's own",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: operator
  namespace: shop
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings]
    resourceNames: [shop-workers]
    verbs: [get, update, patch]
`,
    },
  ],
});
