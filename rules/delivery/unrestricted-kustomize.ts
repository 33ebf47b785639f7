import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Options of `kustomize build` by which a repository reaches beyond itself, and what they let it do. */
const OPTIONS: readonly { readonly option: RegExp; readonly lets: string }[] = [
  { option: /--enable-exec\b/, lets: "run any program" },
  { option: /--enable[-_]alpha[-_]plugins\b/, lets: "run plugins" },
  { option: /\bLoadRestrictionsNone\b|--load[-_]restrictor[= ]none\b/, lets: "read any file" },
];

export default rule({
  id: "unrestricted-kustomize",
  severity: "warning",
  summary: "Argo CD should not let a repository reach beyond itself.",
  presets: ["recommended"],
  why: `The repository server of Argo CD builds the manifests of all teams, and holds their repositories and passwords.
With these options, a \`kustomization.yaml\` in any one of them reads its files or runs a program there: whoever may push to one repository takes those of all others, and what is deployed from them.`,
  mend: `Remove the option, and copy what lies outside into the repository, or name it as a remote base.
Kustomizations that need it can no longer be built: \`argocd app get\` tells.
For a plugin, use a config management plugin in a sidecar of its own.`,
  leave: "Leave it where one team owns Argo CD and all the repositories that it follows.",

  on: kind("ConfigMap"),
  *check(config) {
    if (config.at("metadata", "name").value !== "argocd-cm") return;
    for (const setting of config.at("data").children) {
      if (!/^kustomize\.buildOptions(?:\.|$)/.test(String(setting.step))) continue;
      const written = setting.string ?? "";
      const found = OPTIONS.find(({ option }) => option.test(written));
      if (found !== undefined) {
        yield { at: setting, message: `Every repository may ${found.lets} on the repository server of Argo CD.` };
      }
    }
  },

  examples: [
    {
      title: "One repository may read what belongs to others",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: argocd
data:
  kustomize.buildOptions: --enable-helm --load-restrictor LoadRestrictionsNone
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every repository may read any file on the repository server of Argo CD.
  kustomize.buildOptions.v4.5.7: --enable-alpha-plugins --enable-exec
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every repository may run any program on the repository server of Argo CD.
`,
    },
    {
      title: "Charts may be rendered",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: argocd
data:
  kustomize.buildOptions: --enable-helm
  timeout.reconciliation: 180s
`,
    },
  ],
});
