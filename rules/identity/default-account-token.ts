import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "default-account-token",
  severity: "warning",
  summary: "A default ServiceAccount should not hand out its token.",
  presets: ["recommended"],
  fixable: "review",
  why: `Every pod of the namespace that names no account gets a token of \`default\`, in every container, whether it has any use for it or not.
Whoever can read one file there speaks to the API server as that account, with every right that anybody ever gives to it.`,
  mend: `Set \`automountServiceAccountToken: false\` on it: one line for the whole namespace, now and later.
A pod that leaned on the token then fails when it looks for \`/var/run/secrets/kubernetes.io/serviceaccount/token\`: give it an account of its own.`,
  leave: `Leave it where every pod says \`automountServiceAccountToken\` itself: the pod's word counts.
Nothing is said of accounts that were made for a workload, whose token is what they are for.`,

  on: kind("ServiceAccount"),
  *check(account) {
    const automount = account.at("automountServiceAccountToken");
    if (account.at("metadata", "name").string !== "default" || automount.value === false) return;

    yield {
      at: automount,
      message: `Every pod${account.namespace === undefined ? "" : ` of "${account.namespace}"`} that names no account gets a token of this one.`,
      fixes: [
        {
          title: "Set automountServiceAccountToken to false",
          safety: "review",
          changes: () => [{ at: automount, value: false }],
        },
      ],
    };
  },

  examples: [
    {
      title: "One line keeps the token from a whole namespace",
      bad: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
        ^^^^^^^ Every pod of "shop" that names no account gets a token of this one.
  namespace: shop
imagePullSecrets:
  - name: registry
`,
      fixed: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: shop
imagePullSecrets:
  - name: registry
automountServiceAccountToken: false
`,
    },
    {
      title: "To say true is to hand it out, too",
      bad: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
automountServiceAccountToken: true
                              ^^^^ Every pod that names no account gets a token of this one.
`,
      fixed: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
automountServiceAccountToken: false
`,
    },
    {
      title: "An account that was made for a workload is to be used",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: operator
  - apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: default
    automountServiceAccountToken: false
`,
    },
  ],
});
