import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "open-argo",
  severity: "error",
  summary: "Argo CD must know who its users are, and must not make all of them administrators.",
  presets: ["recommended"],
  fixable: "review",
  why: `Argo CD applies whatever its applications say, mostly with the rights of cluster-admin.
With \`policy.default: role:admin\`, everyone who can log in may change every application; with \`users.anonymous.enabled\`, nobody even needs to log in, and until 2.3.4 a forged token made him an administrator (CVE-2022-29165).`,
  mend: `Set \`policy.default\` to \`role:readonly\` or to nothing, and give groups their roles in \`policy.csv\`.
Set \`users.anonymous.enabled\` to \`"false"\`.
Who has had rights by default only must be given them by name first.`,
  leave: "Leave it only on a cluster of your own machine.",

  on: kind("ConfigMap"),
  *check(config) {
    const name = config.at("metadata", "name").value;
    const fallback = config.at("data", "policy.default");
    if (name === "argocd-rbac-cm" && fallback.string?.trim() === "role:admin") {
      yield {
        at: fallback,
        message: "Everyone who can log in is an administrator of Argo CD.",
        fixes: [
          {
            title: "Let them only read",
            safety: "review",
            changes: () => [{ at: fallback, value: "role:readonly" }],
          },
        ],
      };
    }
    const anonymous = config.at("data", "users.anonymous.enabled");
    if (name === "argocd-cm" && anonymous.string?.trim().toLowerCase() === "true") {
      yield {
        at: anonymous,
        message: "Argo CD asks nobody who he is.",
        fixes: [{ title: "Ask for a login", safety: "review", changes: () => [{ at: anonymous, value: "false" }] }],
      };
    }
  },

  examples: [
    {
      title: "A default role is everyone's",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-rbac-cm
  namespace: argocd
data:
  policy.default: role:admin
                  ^^^^^^^^^^ Everyone who can log in is an administrator of Argo CD.
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: argocd
data:
  users.anonymous.enabled: "true"
                           ^^^^^^ Argo CD asks nobody who he is.
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-rbac-cm
  namespace: argocd
data:
  policy.default: role:readonly
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: argocd
data:
  users.anonymous.enabled: "false"
`,
    },
    {
      title: "Who may only read changes nothing",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-rbac-cm
  namespace: argocd
data:
  policy.default: role:readonly
  policy.csv: |
    g, shop-admins, role:admin
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  policy.default: role:admin
`,
    },
  ],
});
