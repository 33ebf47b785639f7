import { isNamed, named, policyRules, titleOf, WRITE } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** What changes or refuses other people's requests. */
const HOOKS: readonly string[] = [
  "mutatingwebhookconfigurations",
  "validatingwebhookconfigurations",
  "mutatingadmissionpolicies",
  "mutatingadmissionpolicybindings",
];

export default rule({
  id: "writable-webhooks",
  severity: "warning",
  summary: "A role should name the admission webhooks that it may write.",
  presets: ["recommended"],
  replaces: ["wildcard-verb"],
  why: `A webhook is sent what others write before it is stored, Secrets included; one that mutates puts a container of its own into any pod.
Who may write any webhook configuration reads along and changes along in the whole cluster, or turns off the policy that would have stopped him.
One that answers to nothing and must not fail stops every write to the cluster.`,
  mend: `Name the configuration with \`resourceNames\` where the role only updates it, to put a CA bundle in; who creates it can be named no configuration, so let it come with the rest of your manifests.
A controller that lists all of them goes on: reading is not meant here.`,
  leave:
    "Leave it for what injects CA bundles everywhere (cert-manager's cainjector) and for policy engines that write their own webhooks: whoever has their token has the cluster.",

  on: policyRules,
  *check(rule) {
    if (!rule.isClusterWide || isNamed(rule)) return;
    const [hook] = named(rule, { group: "admissionregistration.k8s.io", resources: HOOKS, verbs: WRITE });
    if (hook === undefined) return;

    yield { at: hook, message: `${titleOf(rule.role)} may come between any request and the API server's storage.` };
  },

  examples: [
    {
      title: "A webhook sees and changes what others write",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: [admissionregistration.k8s.io]
    resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations]
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ClusterRole "operator" may come between any request and the API server's storage.
    verbs: [get, list, watch, update, patch]
`,
    },
    {
      title: "A configuration that is named is the operator's own",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: [admissionregistration.k8s.io]
    resources: [validatingwebhookconfigurations]
    verbs: [get, list, watch]
  - apiGroups: [admissionregistration.k8s.io]
    resources: [validatingwebhookconfigurations]
    resourceNames: [operator-webhook]
    verbs: [update, patch]
`,
    },
  ],
});
