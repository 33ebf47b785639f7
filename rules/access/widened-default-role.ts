import { holdsIn, named, type PolicyRule, policyRules, READ, texts, titleOf, WRITE } from "../model/rbac.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "widened-default-role",
  severity: "warning",
  summary: "What is added to view, edit and admin should be what their names promise.",
  presets: ["recommended"],
  replaces: ["cluster-wide-secrets", "wildcard-verb"],
  why: `The label \`rbac.authorization.k8s.io/aggregate-to-view\` puts a ClusterRole's rules into \`view\`, and so into \`edit\` and \`admin\`, for everybody who is bound to one of them, without any binding in sight.
People give \`view\` to each other freely, since it changes nothing and shows no Secrets.
Who has \`edit\` and may write Endpoints sends the traffic of an ingress to pods of other namespaces, past their NetworkPolicies (CVE-2021-25740); Kubernetes took that right out of \`edit\` in 1.22.`,
  mend: `Leave out what changes something and what reads Secrets, or put it into a ClusterRole of its own with the label of \`edit\` or \`admin\`.
Who did it by being bound to \`view\` is refused from then on.`,
  leave: "Leave it where a verb other than `get`, `list` and `watch` really only reads.",

  on: policyRules,
  *check(rule) {
    if (aggregatesTo(rule, "view")) yield* widenedView(rule);
    if (aggregatesTo(rule, "edit") || aggregatesTo(rule, "admin")) yield* writableEndpoints(rule);
  },

  examples: [
    {
      title: "Who may view may now delete",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: carts-viewer
  labels:
    rbac.authorization.k8s.io/aggregate-to-view: "true"
rules:
  - apiGroups: [shop.example.com]
    resources: [carts]
    verbs: [get, list, watch, delete]
                              ^^^^^^ ClusterRole "carts-viewer" lets whoever is bound to "view" delete.
`,
    },
    {
      title: "Who may view may now read Secrets",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: helm-viewer
  labels:
    rbac.authorization.k8s.io/aggregate-to-view: "true"
rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]
                            ^^^^^^^ ClusterRole "helm-viewer" lets whoever is bound to "view" read Secrets.
    verbs: [get, list]
`,
    },
    {
      title: "Who may edit may now lead traffic elsewhere",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: endpoints-editor
  labels:
    rbac.authorization.k8s.io/aggregate-to-edit: "true"
rules:
  - apiGroups: [""]
    resources: [endpoints]
                ^^^^^^^^^ ClusterRole "endpoints-editor" lets whoever is bound to "edit" or "admin" lead traffic into other namespaces.
    verbs: [create, update]
`,
    },
    {
      title: "Each gets what its name promises",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: carts-viewer
      labels:
        rbac.authorization.k8s.io/aggregate-to-view: "true"
    rules:
      - apiGroups: [shop.example.com]
        resources: [carts]
        verbs: [get, list, watch]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: carts-editor
      labels:
        rbac.authorization.k8s.io/aggregate-to-edit: "true"
        rbac.authorization.k8s.io/aggregate-to-view: "false"
    rules:
      - apiGroups: [shop.example.com]
        resources: [carts]
        verbs: [create, update, patch, delete]
`,
    },
  ],
});

const aggregatesTo = ({ role }: PolicyRule, name: string): boolean =>
  role.kind === "ClusterRole" &&
  ifKnown(
    () => role.at("metadata", "labels", `rbac.authorization.k8s.io/aggregate-to-${name}`).string === "true",
    false,
  );

function* widenedView(rule: PolicyRule): Iterable<Finding> {
  const title = titleOf(rule.role);
  const verb = texts(rule, "verbs").findIndex((it) => !READ.includes(it));
  if (verb !== -1) {
    const at = rule.at("verbs", verb);
    yield {
      at,
      message: `${title} lets whoever is bound to "view" ${at.string === "*" ? "do everything with these" : at.shown}.`,
    };
    return;
  }
  const isEverything = texts(rule, "resources").includes("*") && holdsIn(rule, "");
  const [secrets] = named(rule, { group: "", resources: ["secrets"], verbs: READ });
  const at = isEverything ? rule.at("resources") : secrets;
  if (at !== undefined) yield { at, message: `${title} lets whoever is bound to "view" read Secrets.` };
}

function* writableEndpoints(rule: PolicyRule): Iterable<Finding> {
  const [endpoints] = [
    ...named(rule, { group: "", resources: ["endpoints"], verbs: WRITE }),
    ...named(rule, { group: "discovery.k8s.io", resources: ["endpointslices"], verbs: WRITE }),
  ];
  if (endpoints === undefined) return;
  yield {
    at: endpoints,
    message: `${titleOf(rule.role)} lets whoever is bound to "edit" or "admin" lead traffic into other namespaces.`,
  };
}
