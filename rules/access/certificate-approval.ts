import { named, policyRules, texts, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** Signers whose certificates the API server takes for a login, graver first. Source: Kubernetes' documentation of its built-in signers. */
const LOGINS: readonly { readonly name: string; readonly as: string }[] = [
  { name: "kubernetes.io/*", as: "any user" },
  { name: "kubernetes.io/kube-apiserver-client", as: "any user" },
  { name: "kubernetes.io/kube-apiserver-client-kubelet", as: "any node" },
];

export default rule({
  id: "certificate-approval",
  severity: "error",
  summary: "A role should not approve certificates by which one logs in.",
  presets: ["recommended"],
  replaces: ["wildcard-verb"],
  why: `Whoever may approve certificates of \`kubernetes.io/kube-apiserver-client\` asks for one that bears the name of a user who may do everything, approves it himself, and logs in with it for as long as it is valid: a certificate cannot be called back.
Of \`kubernetes.io/kube-apiserver-client-kubelet\`, he becomes a node, and reads the Secrets of its pods.`,
  mend: `Name with \`resourceNames\` the signers that the role is for: \`kubernetes.io/kubelet-serving\`, or your own.
Requests to other signers then wait for a person.`,
  leave: "Leave it for the one controller that is to approve such requests, if it looks at who asks and for what.",

  on: policyRules,
  *check(rule) {
    const [signers] = named(rule, { group: "certificates.k8s.io", resources: ["signers"], verbs: ["approve"] });
    if (signers === undefined || !rule.isClusterWide) return;
    const names = texts(rule, "resourceNames");
    const login = LOGINS.find(({ name }) => names.length === 0 || names.includes(name));
    if (login === undefined) return;

    yield {
      at: names.length === 0 ? signers : rule.at("resourceNames", names.indexOf(login.name)),
      message: `${titleOf(rule.role)} may approve a certificate by which one logs in as ${login.as}.`,
    };
  },

  examples: [
    {
      title: "Without names, it is every signer",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: approver
rules:
  - apiGroups: [certificates.k8s.io]
    resources: [certificatesigningrequests/approval]
    verbs: [update]
  - apiGroups: [certificates.k8s.io]
    resources: [signers]
                ^^^^^^^ ClusterRole "approver" may approve a certificate by which one logs in as any user.
    verbs: [approve]
`,
    },
    {
      title: "These signers make logins",
      bad: `
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: approver
    rules:
      - apiGroups: [certificates.k8s.io]
        resources: [signers]
        resourceNames: [example.com/mesh, kubernetes.io/kube-apiserver-client]
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ClusterRole "approver" may approve a certificate by which one logs in as any user.
        verbs: [approve]
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: node-approver
    rules:
      - apiGroups: [certificates.k8s.io]
        resources: [signers]
        resourceNames: [kubernetes.io/kube-apiserver-client-kubelet]
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ClusterRole "node-approver" may approve a certificate by which one logs in as any node.
        verbs: ["*"]
`,
    },
    {
      title: "A signer that makes no logins may be approved for",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: approver
rules:
  - apiGroups: [certificates.k8s.io]
    resources: [certificatesigningrequests/approval]
    verbs: [update]
  - apiGroups: [certificates.k8s.io]
    resources: [signers]
    resourceNames: [kubernetes.io/kubelet-serving]
    verbs: [approve, sign]
`,
    },
  ],
});
