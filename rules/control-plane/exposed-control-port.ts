import { type Component, component } from "../model/control-plane.ts";
import { isLoopback } from "../model/endpoints.ts";
import { rule } from "../rule.ts";

/** Whether it has the network of its node, where the kubelet can ask it at 127.0.0.1. */
const sharesAddress = ({ container }: Component): boolean =>
  container === undefined || container.pod.spec.at("hostNetwork").value === true;

export default rule({
  id: "exposed-control-port",
  severity: "info",
  summary: "The scheduler and the controller manager should listen on their own machine only.",
  presets: ["strict"],
  fixable: "review",
  why: `Ports 10257 and 10259 serve health and metrics, which tell what runs in the cluster, and profiles.
They ask for a token, but a bug in that, or a Role that grants \`/metrics\` to everybody, is open to whoever reaches the port; and that is the whole network, by default.`,
  mend: `Set \`--bind-address=127.0.0.1\`, as kubeadm does.
A Prometheus on another node can no longer scrape them: run an agent beside them, or let it come in through a proxy that asks for credentials.
Probes must name \`host: 127.0.0.1\`, too.`,
  leave: `Leave it where metrics are scraped over the network on purpose, and a firewall keeps the rest out.
In a pod with a network of its own the kubelet's probes need the pod's address, so there is no fix for it.`,

  on: component("kube-controller-manager", "kube-scheduler"),
  *check(component) {
    const address = component.setting("bind-address");
    if (isLoopback(address.text) || component.setting("secure-port").number === 0) return;

    yield {
      at: address.at,
      message: `${component.title} can be reached from other machines, at "${address.text}".`,
      fixes: sharesAddress(component)
        ? [{ title: "Listen on 127.0.0.1", safety: "review", changes: () => address.put("127.0.0.1") }]
        : [],
    };
  },

  examples: [
    {
      title: "The whole network may knock",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.36.0
      command:
        - kube-scheduler
        - --kubeconfig=/etc/kubernetes/scheduler.conf
        - --bind-address=0.0.0.0
          ^^^^^^^^^^^^^^^^^^^^^^ The scheduler can be reached from other machines, at "0.0.0.0".
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.36.0
      command:
        - kube-scheduler
        - --kubeconfig=/etc/kubernetes/scheduler.conf
        - --bind-address=127.0.0.1
`,
    },
    {
      title: "It may so by default",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
            ^^^^^^^^^^^^^^^^^^^^^^^ The controller manager can be reached from other machines, at "0.0.0.0".
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --kubeconfig=/etc/kubernetes/controller-manager.conf
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --kubeconfig=/etc/kubernetes/controller-manager.conf
        - --bind-address=127.0.0.1
`,
    },
    {
      title: "A pod with a network of its own needs its address for probes",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
            ^^^^^^^^^^^^^^^^^^^^^^^ The controller manager can be reached from other machines, at "0.0.0.0".
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --bind-address=::
`,
    },
    {
      title: "It is set by kubeadm, and a port that is off is no port",
      good: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
scheduler:
  extraArgs:
    - name: v
      value: "2"
---
apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.36.0
      command:
        - kube-scheduler
        - --secure-port=0
---
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --bind-address
        - 127.0.0.1
`,
    },
  ],
});
