import { isBuiltIn } from "../model/api-resources.ts";
import { holdsIn, policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "wildcard-resource",
  severity: "error",
  summary: "A role should name the resources that it is about.",
  presets: ["recommended"],
  replaces: ["wildcard-verb", "wildcard-api-group"],
  why: `\`resources: ["*"]\` in the core group holds Secrets, \`pods/exec\`, \`serviceaccounts/token\` and \`nodes/proxy\`, even where the author thought of Pods and Services.
A role that may only \`get\`, \`list\` and \`watch\` everything reads every password of the cluster, and with \`get\` on \`nodes/proxy\` runs commands in any container through the kubelet.
What a later version of Kubernetes adds is allowed unseen.`,
  mend: `Name the resources, and the subresources apart: \`pods\` does not hold \`pods/log\`, nor \`deployments\` \`deployments/scale\`.
What the process needs and the list lacks is refused from then on.`,
  leave: `Nothing is said of groups that are not Kubernetes' own, as \`*\` in \`monitoring.coreos.com\` is an operator in its own house.
Leave it for tools that copy or compare whole clusters.
A Role ends with its namespace, and a group other than the core one holds no Secrets: there it is a warning.`,

  on: policyRules,
  *check(rule) {
    const star = texts(rule, "resources").indexOf("*");
    if (star === -1 || !texts(rule, "apiGroups").some((it) => it === "*" || isBuiltIn(it))) return;

    const isCore = holdsIn(rule, "");
    yield {
      at: rule.at("resources", star),
      severity: rule.isClusterWide && isCore ? "error" : "warning",
      message: `${titleOf(rule.role)} holds for every resource${isCore ? ", Secrets and pods/exec among them" : ` of ${groups(texts(rule, "apiGroups"))}`}.`,
    };
  },

  examples: [
    {
      title: "To read everything is to read every Secret",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: viewer
rules:
  - apiGroups: ["*"]
    resources: ["*"]
                ^^^ ClusterRole "viewer" holds for every resource, Secrets and pods/exec among them.
    verbs: [get, list, watch]
`,
    },
    {
      title: "In one namespace, or without the core group, it is less",
      bad: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: operator
      namespace: shop
    rules:
      - apiGroups: ["", apps]
        resources: ["*"]
                    ^^^ Role "operator" holds for every resource, Secrets and pods/exec among them.
        verbs: ["*"]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: operator
    rules:
      - apiGroups: [apps]
        resources: ["*"]
                    ^^^ ClusterRole "operator" holds for every resource of API group "apps".
        verbs: [get, list, watch]
`,
    },
    {
      title: "An operator is at home in its own group",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: [monitoring.example.com]
    resources: ["*"]
    verbs: ["*"]
`,
    },
    {
      title: "A star before the slash is one subresource of all",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: autoscaler
rules:
  - apiGroups: ["*"]
    resources: ["*/scale"]
    verbs: [get, update]
`,
    },
  ],
});

const groups = (names: readonly string[]): string =>
  names.length === 1 ? `API group "${names[0]}"` : "these API groups";
