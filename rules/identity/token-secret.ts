import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "token-secret",
  severity: "warning",
  summary: "A ServiceAccount's token should end.",
  presets: ["recommended"],
  why: `The controller fills a Secret of this type with a token that is valid until the Secret or the account is deleted, anywhere, for whoever holds it.
It ends up in the kubeconfig of a CI system and in its backups, and is found there years later.
A token that a pod mounts, or that is asked for, ends after an hour and with its pod.`,
  mend: `In a pod, mount nothing: the kubelet renews a short token by itself.
Outside, let the system log in by OIDC, or ask for a token when it is needed: \`kubectl create token NAME --duration 1h\`.
Whoever uses the Secret's token is refused once it is deleted; the label \`kubernetes.io/legacy-token-last-used\` tells when that was last done.`,
  leave:
    "Leave it for a system outside the cluster that can neither log in by OIDC nor renew a token, with an account that may do little.",

  on: kind("Secret"),
  *check(secret) {
    const type = secret.at("type");
    if (type.string !== "kubernetes.io/service-account-token") return;

    const account = secret.at("metadata", "annotations", "kubernetes.io/service-account.name");
    yield {
      at: type,
      message: `Secret "${secret.name}" holds a token of ${account.shown === "" ? "a ServiceAccount" : `ServiceAccount "${account.shown}"`} that never ends.`,
    };
  },

  examples: [
    {
      title: "Whoever finds this token can use it for ever",
      bad: `
apiVersion: v1
kind: Secret
metadata:
  name: ci-token
  annotations:
    kubernetes.io/service-account.name: ci
type: kubernetes.io/service-account-token
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret "ci-token" holds a token of ServiceAccount "ci" that never ends.
`,
    },
    {
      title: "Other Secrets hold other things",
      good: `
apiVersion: v1
kind: Secret
metadata:
  name: ci
type: Opaque
stringData:
  user: ci
`,
    },
  ],
});
