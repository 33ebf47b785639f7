import { isBuiltIn } from "../model/api-resources.ts";
import type { Place } from "../model/place.ts";
import { type PolicyRule, policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "partial-wildcard",
  severity: "error",
  summary: "A star in a role should be one that counts.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`*\` counts as a whole only, and in front of one subresource: \`*/scale\`.
\`pods/*\`, \`*/*\`, \`get*\` and \`*.k8s.io\` are taken letter by letter, and no request has such letters; in \`resourceNames\` even \`*\` is the name of nothing.
Whoever tries it is \`forbidden\`, and what looks like a careful role is then replaced by one with a \`*\` that counts.`,
  mend: `Name the subresources (\`pods/log\`, \`pods/exec\`), verbs and groups one by one.
Names cannot be matched by a pattern: give what belongs together a namespace of its own, or leave \`resourceNames\` out, which is all names.
In a URL, a star counts at the end.`,
  leave: `Nothing is said of names in groups that are not Kubernetes' own: Calico reads patterns there itself.`,

  on: policyRules,
  *check(rule) {
    for (const list of ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"]) {
      for (const [index, text] of texts(rule, list).entries()) {
        if (!text.includes("*") || counts(rule, list, text)) continue;
        const at = rule.at(list, index);
        const names = rule.at("resourceNames");
        const isAllNames = list === "resourceNames" && text === "*" && names.children.length === 1;
        yield {
          at,
          message: `${titleOf(rule.role)} takes the star in "${text}" for a letter.`,
          fixes: isAllNames ? [allNames(names)] : [],
        };
      }
    }
  },

  examples: [
    {
      title: "All names are meant, and one that is a star is said",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: ["*"]
                    ^^^ Role "reader" takes the star in "*" for a letter.
    verbs: [get]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [configmaps]
    verbs: [get]
`,
    },
    {
      title: "A star behind a slash, or in part of a word, is a letter",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reader
rules:
  - apiGroups: ["", "*.k8s.io"]
                    ^^^^^^^^^^ ClusterRole "reader" takes the star in "*.k8s.io" for a letter.
    resources: ["pods/*", "*/*"]
                ^^^^^^^^ ClusterRole "reader" takes the star in "pods/*" for a letter.
                          ^^^^^ ClusterRole "reader" takes the star in "*/*" for a letter.
    verbs: ["get*"]
            ^^^^^^ ClusterRole "reader" takes the star in "get*" for a letter.
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: ["tls-*", session-key]
                    ^^^^^^^ ClusterRole "reader" takes the star in "tls-*" for a letter.
    verbs: [get]
  - nonResourceURLs: ["/api/*/metrics"]
                      ^^^^^^^^^^^^^^^^ ClusterRole "reader" takes the star in "/api/*/metrics" for a letter.
    verbs: [get]
`,
    },
    {
      title: "These stars count",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: autoscaler
rules:
  - apiGroups: ["*"]
    resources: ["*/scale"]
    verbs: ["*"]
  - apiGroups: [certificates.k8s.io]
    resources: [signers]
    resourceNames: ["example.com/*"]
    verbs: [approve]
  - apiGroups: [projectcalico.org]
    resources: [tier.networkpolicies]
    resourceNames: ["platform.*"]
    verbs: [get]
  - nonResourceURLs: ["/healthz/*", "/metrics*", "*"]
    verbs: [get]
`,
    },
  ],
});

/** Whether a star means more than itself where it stands. */
function counts(rule: PolicyRule, list: string, text: string): boolean {
  if (list === "nonResourceURLs") return text.indexOf("*") === text.length - 1;
  if (list === "resourceNames") {
    return !texts(rule, "apiGroups").every(isBuiltIn) || texts(rule, "resources").includes("signers");
  }
  return text === "*" || (list === "resources" && /^\*\/[^*]+$/.test(text)) || text.includes(":");
}

const allNames = (names: Place) => ({
  title: "Take the names out",
  safety: "review" as const,
  changes: () => [{ at: names, remove: true as const }],
});
