import { globsSchema, matchesAny } from "../model/globs.ts";
import { follow, type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly labels: readonly string[];
}

const TERMS = ["matchExpressions", "*", "key"] as const;
const AFFINITY = ["affinity", "nodeAffinity"] as const;

export default rule<Pod, Options>({
  id: "restricted-node-selection",
  severity: "warning",
  summary: "A pod must choose its node only by labels that the organisation allows.",
  options: {
    properties: {
      labels: globsSchema(
        "Names of node labels that pods may choose by; an empty list forbids all choice: `topology.kubernetes.io/zone`, `kubernetes.io/*`.",
      ),
    },
    required: ["labels"],
  },
  why: `Whoever chooses the node of his pod chooses its neighbours: a pod on the node of a database or of another tenant is one hole in the kernel away from it.
With \`nodeName\` it even goes past the scheduler, and so past taints and what is reserved for others.`,
  mend: "Remove the choice, or choose by a label that is allowed.",
  leave: "Leave it for agents of the cluster, and where nodes of special hardware must be met.",

  on: pods,
  *check(pod, { options: { labels } }) {
    const name = pod.spec.at("nodeName");
    if (name.exists && name.value !== "") {
      yield { at: name, message: `${titleOf(pod)} names its node and goes past the scheduler.` };
    }
    const chosen = [
      ...pod.spec.at("nodeSelector").children.map((it) => ({ at: it.named, label: String(it.step) })),
      ...[
        [...AFFINITY, "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms", "*", ...TERMS],
        [...AFFINITY, "preferredDuringSchedulingIgnoredDuringExecution", "*", "preference", ...TERMS],
      ]
        .flatMap((path) => follow(pod.spec, path))
        .map((at) => ({ at, label: at.string ?? "" })),
    ];
    for (const { at, label } of chosen) {
      if (label === "" || matchesAny(label, labels)) continue;
      yield { at, message: `${titleOf(pod)} chooses its node by label "${label}".` };
    }
  },

  examples: [
    {
      title: "A node can be chosen in three ways",
      options: { labels: ["topology.kubernetes.io/zone"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeName: node-1
            ^^^^^^ Pod "web" names its node and goes past the scheduler.
  nodeSelector:
    kubernetes.io/hostname: node-1
    ^^^^^^^^^^^^^^^^^^^^^^ Pod "web" chooses its node by label "kubernetes.io/hostname".
  affinity:
    nodeAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 1
          preference:
            matchExpressions:
              - key: example.com/tenant
                     ^^^^^^^^^^^^^^^^^^ Pod "web" chooses its node by label "example.com/tenant".
                operator: In
                values: [search]
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A zone may be chosen",
      options: { labels: ["topology.kubernetes.io/*"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    topology.kubernetes.io/zone: eu-1a
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
