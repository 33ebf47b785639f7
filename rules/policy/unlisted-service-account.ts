import { globsSchema, matchesAny, told } from "../model/globs.ts";
import { isPatch } from "../model/patches.ts";
import { type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly accounts: readonly string[];
}

export default rule<Pod, Options>({
  id: "unlisted-service-account",
  severity: "warning",
  summary: "A pod must act as an account that the organisation allows.",
  options: {
    properties: {
      accounts: globsSchema(
        "Names of the ServiceAccounts that pods may act as; list `default` where a pod need not name one: `default`, `shop-*`.",
      ),
    },
    required: ["accounts"],
  },
  why: `Whoever may create a pod in a namespace may have it act as any account of that namespace, and so gains all that the account may do.
An account of an operator or a pipeline can often read every Secret.`,
  mend: "Name an account that is meant for the workload.",
  leave: "Leave it where an exception was made. A pod that names no account acts as `default`, and is judged by that.",

  on: pods,
  *check(pod, { options: { accounts } }) {
    if (isPatch(pod.owner)) return;
    const own = pod.spec.at("serviceAccountName");
    const old = pod.spec.at("serviceAccount");
    const at = !own.exists && old.exists ? old : own;
    const name = at.string ?? "default";
    if (matchesAny(name, accounts)) return;

    yield {
      at: at.exists ? at : at.underline(pod.owner.place.span),
      message: `${titleOf(pod)} acts as account "${name}", which is not ${told(accounts)}.`,
    };
  },

  examples: [
    {
      title: "Another account may do more",
      options: { accounts: ["default", "shop-*"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: deployer
                      ^^^^^^^^ Pod "web" acts as account "deployer", which is not "default" or "shop-*".
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "No name is the name default",
      options: { accounts: ["shop-*"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ Pod "web" acts as account "default", which is not "shop-*".
spec:
  containers:
    - name: web
      image: nginx:1.27
---
apiVersion: v1
kind: Pod
metadata:
  name: old
spec:
  serviceAccount: deployer
                  ^^^^^^^^ Pod "old" acts as account "deployer", which is not "shop-*".
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "An account of one's own is fine",
      options: { accounts: ["shop-*"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: shop-web
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
