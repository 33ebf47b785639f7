import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "exposed-profiling",
  severity: "info",
  summary: "A component of the control plane should not serve its own profile.",
  presets: ["strict"],
  fixable: "review",
  why: `A profile tells how the program is laid out in memory and what it is busy with, and taking one costs it time.
Whoever may read the path can slow the control plane down at will, and learns what helps to exploit another hole.`,
  mend: `Set \`--profiling=false\`, or \`enableProfiling: false\` in its configuration file.
Nothing breaks but \`go tool pprof\`: switch it on again for the hour in which you look for a leak.`,
  leave: `Leave it where only administrators are authorized for \`/debug/pprof\`, which is how Kubernetes comes.
kube-proxy serves none by default.`,

  on: component("kube-apiserver", "kube-controller-manager", "kube-proxy", "kube-scheduler"),
  *check(component) {
    const profiling = component.setting("profiling");
    if (!profiling.isOn) return;

    yield {
      at: profiling.at,
      message: `${component.title} serves profiles of itself below "/debug/pprof".`,
      fixes: [{ title: "Switch profiling off", safety: "review", changes: () => profiling.put("false") }],
    };
  },

  examples: [
    {
      title: "It is served unless it is switched off",
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
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --bind-address=127.0.0.1
        - --profiling=true
          ^^^^^^^^^^^^^^^^ The controller manager serves profiles of itself below "/debug/pprof".
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
        - --bind-address=127.0.0.1
        - --profiling=false
`,
    },
    {
      title: "The scheduler's file says it, too",
      bad: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
      ^^^^^^^^^^^^^^^^^^^^^^^^^^ The scheduler serves profiles of itself below "/debug/pprof".
clientConnection:
  kubeconfig: /etc/kubernetes/scheduler.conf
`,
      fixed: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
clientConnection:
  kubeconfig: /etc/kubernetes/scheduler.conf
enableProfiling: false
`,
    },
    {
      title: "A file that is named decides, and is not to be seen here",
      good: `
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
        - --config=/etc/kubernetes/scheduler.yaml
`,
    },
    {
      title: "A lone flag is on, and this one is off",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --profiling=0
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
`,
    },
  ],
});
