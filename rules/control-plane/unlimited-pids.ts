import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unlimited-pids",
  severity: "warning",
  summary: "A pod should not be able to take all process ids of its node.",
  presets: ["strict"],
  fixable: "choice",
  why: `One pod that forks without end, by a bug or on purpose, takes every process id of the node.
Then nothing can start a process there: no probe runs, nobody can log in, and all pods of the node go down with it.
No limit of CPU or memory stops it.`,
  mend: `Set \`podPidsLimit\`: 1024 to 4096 is plenty for most.
Threads count, too, so a large Java program may need more: \`cat /sys/fs/cgroup/pids.max\` in the pod tells its limit, \`pids.current\` what it uses.
The limit holds for pods that start from then on.`,
  leave: `Leave it where something else sets the limit, the runtime or the cloud's node image.`,

  on: component("kubelet"),
  *check(kubelet) {
    const limit = kubelet.setting("pod-max-pids");
    if (!(limit.number <= 0)) return;

    yield {
      at: limit.at,
      message: `${kubelet.title} lets a pod start as many processes as its node can hold.`,
      fixes: [{ title: "Set a limit", safety: "choice", changes: () => limit.put(new Proposal("4096")) }],
    };
  },

  examples: [
    {
      title: "One pod may take them all",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
podPidsLimit: -1
              ^^ The kubelet lets a pod start as many processes as its node can hold.
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
podPidsLimit: 4096
`,
    },
    {
      title: "It may do so by default",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
            ^^^^^^^ The kubelet lets a pod start as many processes as its node can hold.
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --kubeconfig=/etc/kubernetes/kubelet.conf
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --kubeconfig=/etc/kubernetes/kubelet.conf
        - --pod-max-pids=4096
`,
    },
    {
      title: "There is a limit",
      good: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
podPidsLimit: 4096
---
apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kubelet
      image: registry.example.com/kubelet:v1.36.0
      command:
        - kubelet
        - --pod-max-pids=2048
        - --config=/var/lib/kubelet/config.yaml
`,
    },
  ],
});
