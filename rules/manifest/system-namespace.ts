import { type Pod, pods } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "system-namespace",
  severity: "info",
  summary: "What is not part of the cluster itself should not run in the cluster's own namespaces.",
  why: `\`kube-system\` is left out by most guards: Pod Security, webhooks, quotas and network policies.
In it lie the service accounts of the cluster's controllers, so whoever may start or enter a pod there takes their tokens and is administrator.
\`kube-public\` and \`kube-node-lease\` are not meant for pods at all.`,
  mend: `Give the workload a namespace of its own, and there the rights and the Pod Security level that it needs.
The object is made anew there; the old one stays until it is deleted.`,
  leave: `Leave it for agents of the node and add-ons of the cluster (network, storage, DNS, metrics, autoscaler) that are documented to run there.
So are most that public manifests put there, and nothing in them tells one from the other for sure, so this rule is in no preset but \`all\`.
What says that it is one of these is left in peace: by the priority \`system-node-critical\` or \`system-cluster-critical\`, the node's network, or the labels \`k8s-app\`, \`k8s-addon\`, \`component\`, \`tier: control-plane\` and \`kubernetes.io/cluster-service\`.`,

  on: pods,
  *check(pod) {
    const at = pod.owner.at("metadata", "namespace");
    const namespace = at.string;
    if (namespace === undefined || !SYSTEM.has(namespace) || (namespace === "kube-system" && isPart(pod))) return;

    yield {
      at,
      message: `${pod.owner.kind} "${pod.owner.name}" runs among the cluster's own parts, in "${namespace}".`,
    };
  },

  examples: [
    {
      title: "An application is no part of the cluster",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: kube-system
             ^^^^^^^^^^^ Pod "web" runs among the cluster's own parts, in "kube-system".
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "No pod belongs into kube-public, whatever it says",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: kube-public
             ^^^^^^^^^^^ Pod "web" runs among the cluster's own parts, in "kube-public".
spec:
  priorityClassName: system-cluster-critical
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "What the cluster cannot do without says so",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: dns
  namespace: kube-system
spec:
  priorityClassName: system-cluster-critical
  containers:
    - name: dns
      image: registry.k8s.io/coredns/coredns:v1.12.0
---
apiVersion: v1
kind: Pod
metadata:
  name: metrics
  namespace: kube-system
  labels:
    k8s-app: metrics-server
spec:
  containers:
    - name: metrics
      image: registry.k8s.io/metrics-server/metrics-server:v0.7.2
`,
    },
  ],
});

const SYSTEM: ReadonlySet<string> = new Set(["kube-node-lease", "kube-public", "kube-system"]);

/** Whether a pod says that it is a part of the cluster: by its priority, its network, or the labels that add-ons bear. */
function isPart({ owner, place, spec }: Pod): boolean {
  if (spec.at("priorityClassName").string?.startsWith("system-") || spec.at("hostNetwork").value === true) return true;
  const sets = [owner.at("metadata", "labels"), place.at("metadata", "labels")];
  const bears = (name: string) => sets.some((it) => it.at(name).exists);
  return (
    ["k8s-app", "k8s-addon", "component", "kubernetes.io/cluster-service"].some(bears) ||
    sets.some((it) => it.at("tier").string === "control-plane")
  );
}
