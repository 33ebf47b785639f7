import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "host-network-dns",
  severity: "info",
  summary: "A pod on the node's network should not rely on `dnsPolicy: ClusterFirst`.",
  presets: ["strict"],
  fixable: "review",
  why: `On the node's network Kubernetes treats \`ClusterFirst\` as \`Default\`: the pod asks the node's DNS servers, which know no Services.
Calls to \`db.shop.svc\` fail, or are answered by whoever owns that name outside.`,
  mend: `Write \`ClusterFirstWithHostNet\`, and the pod asks the cluster's DNS.
A pod that must work while that DNS is down, as one that makes up the cluster's network, should say \`Default\`.`,
  leave: "Leave it where the pod calls no Service by its name; `dnsPolicy: Default` then says what is the case.",

  on: pods,
  *check(pod) {
    const policy = pod.spec.at("dnsPolicy");
    if (pod.spec.at("hostNetwork").value !== true || policy.value !== "ClusterFirst") return;

    yield {
      at: policy,
      message: `${titleOf(pod)} is on the node's network, where this means the node's own DNS.`,
      fixes: [
        {
          title: "Ask the cluster's DNS",
          safety: "review",
          changes: () => [{ at: policy, value: "ClusterFirstWithHostNet" }],
        },
      ],
    };
  },

  examples: [
    {
      title: "The node's DNS knows no Services",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  hostNetwork: true
  dnsPolicy: ClusterFirst
             ^^^^^^^^^^^^ Pod "agent" is on the node's network, where this means the node's own DNS.
  containers:
    - name: agent
      image: registry.example.com/shop/agent:1.4
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  containers:
    - name: agent
      image: registry.example.com/shop/agent:1.4
`,
    },
    {
      title: "Who says nothing may need no Services, and other words mean what they say",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  hostNetwork: true
  containers:
    - name: agent
      image: registry.example.com/shop/agent:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  dnsPolicy: ClusterFirst
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
