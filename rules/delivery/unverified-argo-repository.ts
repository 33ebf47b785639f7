import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

const SWITCHES = ["insecure", "insecureIgnoreHostKey"] as const;

export default rule({
  id: "unverified-argo-repository",
  severity: "warning",
  summary: "Argo CD should know that it talks to the repository, and to nobody in its place.",
  presets: ["recommended"],
  fixable: "review",
  why: `Argo CD takes whatever answers under the repository's name, whoever's certificate or host key it shows.
Whoever can forge a DNS answer, or sits in between, reads the password that is sent along and decides what is applied to the cluster.`,
  mend: `Remove the switch, and let Argo CD know the repository: its authority in the ConfigMap \`argocd-tls-certs-cm\`, its host key in \`argocd-ssh-known-hosts-cm\`.
Until it knows, the repository cannot be reached: \`certificate signed by unknown authority\`.`,
  leave: "Leave it only on a cluster of your own machine.",

  on: kind("Secret"),
  *check(secret) {
    const type = secret.at("metadata", "labels", "argocd.argoproj.io/secret-type").string ?? "";
    if (type !== "repository" && type !== "repo-creds") return;
    for (const name of SWITCHES) {
      const at = secret.at("stringData", name);
      if (at.string !== "true") continue;
      yield {
        at,
        message: `Argo CD takes whatever answers for repository "${secret.name}".`,
        fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "Whoever answers is believed",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: shop
  namespace: argocd
  labels:
    argocd.argoproj.io/secret-type: repository
stringData:
  url: https://git.example.com/shop/deploy.git
  insecure: "true"
            ^^^^^^ Argo CD takes whatever answers for repository "shop".
`,
      fixed: `
apiVersion: v1
kind: Secret
metadata:
  name: shop
  namespace: argocd
  labels:
    argocd.argoproj.io/secret-type: repository
stringData:
  url: https://git.example.com/shop/deploy.git
`,
    },
    {
      title: "Without the switch, the certificate counts",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: shop
  namespace: argocd
  labels:
    argocd.argoproj.io/secret-type: repository
stringData:
  url: https://git.example.com/shop/deploy.git
  insecure: "false"
---
apiVersion: v1
kind: Secret
metadata:
  name: other
stringData:
  insecure: "true"
`,
    },
  ],
});
