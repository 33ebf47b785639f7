import { selectors } from "../model/network-policies.ts";
import { rule } from "../rule.ts";

/** The label that the API server gives to each namespace since v1.21, and keeps as it is. */
const OWN_LABEL = "kubernetes.io/metadata.name";

/** The namespaces that the API server makes itself: no manifest labels them. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set(["default", "kube-node-lease", "kube-public", "kube-system"]);

export default rule({
  id: "unlabelled-namespace",
  severity: "warning",
  summary: "A namespace of the cluster should be selected by the label that it has.",
  presets: ["recommended"],
  fixable: "review",
  why: `A namespace has no label \`name\`, unless someone has given it one by hand: \`kube-system\` and its like are made by the API server, which labels them \`kubernetes.io/metadata.name\`.
A rule that selects \`name: kube-system\` allows nobody, so that pods cannot ask for names; and whoever may label a namespace of their own \`name: kube-system\` gets in.`,
  mend: `Select \`kubernetes.io/metadata.name\`: every namespace has it since Kubernetes 1.21, and nobody can give it another value.
Where somebody has set the other label on several namespaces, list them with \`matchExpressions\` and \`In\`.`,
  leave: "Leave it where your clusters label these namespaces, and nobody else may label one.",

  on: selectors,
  *check(selector) {
    if (selector.step !== "namespaceSelector") return;
    const labels = selector.at("matchLabels");
    for (const key of ["name", "namespace"]) {
      const label = labels.at(key);
      if (label.string === undefined || !OF_THE_CLUSTER.has(label.string)) continue;

      yield {
        at: label.named,
        message: `Namespace "${label.string}" has no label "${key}" of its own.`,
        fixes: [
          {
            title: `Select it by ${OWN_LABEL}`,
            safety: "review",
            changes: () => [
              { at: label, remove: true },
              { at: labels.at(OWN_LABEL), value: label.string ?? "" },
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "The namespace kube-system is not labelled name",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              name: kube-system
              ^^^^ Namespace "kube-system" has no label "name" of its own.
      ports:
        - port: 53
          protocol: UDP
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - port: 53
          protocol: UDP
`,
    },
    {
      title: "Other namespaces may be labelled by their manifests",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      name: default
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              name: monitoring
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
`,
    },
  ],
});
