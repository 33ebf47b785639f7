import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** What makes a ServiceAccount an identity of a cloud. Sources: the documentation of EKS, GKE and AKS. */
const IDENTITIES: readonly string[] = [
  "eks.amazonaws.com/role-arn",
  "iam.gke.io/gcp-service-account",
  "azure.workload.identity/client-id",
];

export default rule({
  id: "default-account-cloud-role",
  severity: "warning",
  summary: "A default ServiceAccount should be nobody in the cloud.",
  presets: ["recommended"],
  why: `Every pod of the namespace that names no account runs as \`default\`, and so has this role in the cloud: its buckets, its queues, its databases.
Whoever takes over the least of them, or may start a pod there, has it too.`,
  mend: `Make a ServiceAccount for the workload, put the annotation on that, and name it in the pod's \`serviceAccountName\`.
The cloud's trust policy names the account as well: change it at the same time, or the workload is refused.`,
  leave: `Leave it in a namespace that holds one workload and nothing else.
An account of its own with a role in the cloud is how it should be, and far better than keys in a Secret: nothing is said of it.`,

  on: kind("ServiceAccount"),
  *check(account) {
    if (account.at("metadata", "name").string !== "default") return;
    const identity = IDENTITIES.map((it) => account.at("metadata", "annotations", it)).find((it) => it.exists);
    if (identity === undefined) return;

    yield { at: identity, message: `Every pod that names no account is "${identity.shown}" in the cloud.` };
  },

  examples: [
    {
      title: "Every pod of the namespace has this role",
      bad: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/shop-orders
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every pod that names no account is "arn:aws:iam::111122223333:role/shop-orders" in the cloud.
automountServiceAccountToken: false
`,
    },
    {
      title: "One workload has this role",
      good: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: orders
  namespace: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/shop-orders
`,
    },
  ],
});
