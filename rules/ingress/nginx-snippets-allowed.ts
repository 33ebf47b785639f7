import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "nginx-snippets-allowed",
  severity: "error",
  summary: "The controller ingress-nginx should not take pieces of its configuration from an Ingress.",
  presets: ["recommended"],
  fixable: "review",
  why: `With \`allow-snippet-annotations\`, everyone who may write an Ingress in any namespace writes the configuration of the controller that serves all of them.
Such a snippet reads the controller's service-account token, and in the usual installation that token reads every Secret of the cluster (CVE-2021-25742, CVE-2023-5043).`,
  mend: `Set it to \`"false"\`, the default since ingress-nginx 1.9; below that version, the default is \`"true"\`, so the line must stand.
An Ingress that has a snippet is then refused, or served without it: \`kubectl get ingress -A -o yaml | grep snippet\` finds them.`,
  leave:
    'Leave it where only those who administer the cluster may write an Ingress. A ConfigMap that says nothing is left in peace, because it means `"false"` in each version of the last years; other tools want the line there, too.',

  on: kind("ConfigMap"),
  *check(config) {
    const at = config.at("data", "allow-snippet-annotations");
    if (at.string !== "true") return;

    yield {
      at,
      message: "Everyone who may write an Ingress writes the configuration of ingress-nginx.",
      fixes: [{ title: "Allow no snippets", safety: "review", changes: () => [{ at, value: "false" }] }],
    };
  },

  examples: [
    {
      title: "Whoever may write an Ingress is the controller, where snippets are allowed",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
  namespace: ingress-nginx
data:
  allow-snippet-annotations: "true"
                             ^^^^^^ Everyone who may write an Ingress writes the configuration of ingress-nginx.
  use-forwarded-headers: "true"
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
  namespace: ingress-nginx
data:
  allow-snippet-annotations: "false"
  use-forwarded-headers: "true"
`,
    },
    {
      title: "Without a word, none is allowed",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
  namespace: ingress-nginx
data:
  use-forwarded-headers: "true"
`,
    },
  ],
});
