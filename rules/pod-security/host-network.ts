import { containersOf, type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

/** What the node itself cannot do without goes by this class: https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/ */
const isPartOfNode = (pod: Pod): boolean =>
  pod.spec.at("priorityClassName").string === "system-node-critical" ||
  CONTROL_PLANE.test(pod.owner.name) ||
  containersOf(pod).some((container) => CONTROL_PLANE.test(container.name));

/** To part of a pod, an operator adds what is not known here. */
const isExpected = (pod: Pod): boolean => (pod.isPart ? ifKnown(() => isPartOfNode(pod), false) : isPartOfNode(pod));

/** The programs that nodes and clients find at the address of their node. */
const CONTROL_PLANE = /^(?:kube-(?:apiserver|controller-manager|scheduler|proxy)|etcd)$/;

export default rule({
  id: "host-network",
  severity: "warning",
  summary: "A pod must have a network of its own.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A pod in the node's network listens on the node's addresses and reaches what listens on the node's \`localhost\`: the kubelet's health port, other agents, in some clouds the credentials of the machine.
NetworkPolicies do not hold for it, as its traffic cannot be told from the node's own.
With \`NET_RAW\`, which runtimes grant by default, its process can read the traffic of other pods on that node.`,
  mend: `Remove \`hostNetwork: true\` and reach the pod through a Service.
What stops working is a process that other nodes find by the node's address, that sets up network devices, or that takes a port of the node: it logs connection timeouts, or \`address not available\` as it binds.
\`dnsPolicy: ClusterFirstWithHostNet\` does no harm without it; a probe with \`host: 127.0.0.1\` must lose that host, as it would ask the node.`,
  leave: `Leave it for what makes up the node's network (CNI plugins, ingress on bare metal, node exporters), in a namespace of its own.
The programs of the control plane, and pods with the priority class \`system-node-critical\`, are part of the node and not reported; a Pod Security preset reports them.`,

  on: pods,
  *check(pod, { cluster }) {
    const hostNetwork = pod.spec.at("hostNetwork");
    if (hostNetwork.value !== true) return;
    if (cluster.podSecurityLevel === undefined && isExpected(pod)) return;

    yield {
      at: hostNetwork,
      message: `${titleOf(pod)} uses the network of its node.`,
      fixes: [{ title: "Remove hostNetwork", safety: "review", changes: () => [{ at: hostNetwork, remove: true }] }],
    };
  },

  examples: [
    {
      title: "A web server takes the node's network to be reached on port 80",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      hostNetwork: true # port 80 of the node
                   ^^^^ Deployment "web" uses the network of its node.
      dnsPolicy: ClusterFirstWithHostNet
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      dnsPolicy: ClusterFirstWithHostNet
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "What the node cannot do without is part of its network",
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: cni
spec:
  selector:
    matchLabels: { app: cni }
  template:
    metadata:
      labels: { app: cni }
    spec:
      hostNetwork: true
      priorityClassName: system-node-critical
      containers:
        - name: cni
          image: ghcr.io/shop/cni:1.4
`,
    },
    {
      title: "A pod that says no to the node's network has its own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: false
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - containerPort: 80
`,
    },
  ],
});
