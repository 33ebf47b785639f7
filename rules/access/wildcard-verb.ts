import { isBuiltIn } from "../model/api-resources.ts";
import { policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "wildcard-verb",
  severity: "warning",
  summary: "A role should name the verbs that it allows.",
  presets: ["strict"],
  why: `\`verbs: ["*"]\` is not "read and write": it holds \`deletecollection\`, which empties a namespace by one request, and the verbs that hand rights on: \`escalate\`, \`bind\`, \`impersonate\`, \`approve\`.
It also holds what later versions invent.`,
  mend: `Name the verbs: \`get\`, \`list\`, \`watch\` to read, \`create\`, \`update\`, \`patch\`, \`delete\` to manage.
A controller that lacks one of them says so in its log: \`forbidden\`.`,
  leave: `Nothing is said of an operator's own custom resources, where \`*\` is what it needs and little more, nor where another rule tells what the verb means there.
Leave it where the role really manages a resource from its birth to its end.`,

  on: policyRules,
  *check(rule) {
    const star = texts(rule, "verbs").indexOf("*");
    if (star === -1 || !texts(rule, "apiGroups").some((it) => it === "*" || isBuiltIn(it))) return;

    yield { at: rule.at("verbs", star), message: `${titleOf(rule.role)} allows every verb, present and future.` };
  },

  examples: [
    {
      title: "Every verb is more than reading and writing",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: ["*"]
            ^^^ Role "deployer" allows every verb, present and future.
`,
    },
    {
      title: "An operator may do as it likes with its own resources",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: [shop.example.com]
    resources: [carts]
    verbs: ["*"]
`,
    },
    {
      title: "Verbs that are named can be reviewed",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list, watch, create, update, patch, delete]
`,
    },
  ],
});
