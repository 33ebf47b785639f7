import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

/** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ */
const DEFAULT = 12500;

export default rule({
  id: "hoarded-pods",
  severity: "info",
  summary: "Finished pods should be cleared away before they are too many.",
  presets: ["strict"],
  fixable: "review",
  why: `Each finished pod stays in etcd until the controller manager clears it away.
With no limit, or a very high one, a CronJob gone wild, or someone who starts pods on purpose, fills etcd and slows every list of pods, until the control plane gives up.`,
  mend: `Remove the flag: 12500 is the default, and a smaller number is fine.
The oldest finished pods, and their logs, are deleted beyond it.`,
  leave: `Leave it where Jobs clear up behind themselves (\`ttlSecondsAfterFinished\`) and something counts on old pods.
Other tools want the flag to be written; its default is good.`,

  on: component("kube-controller-manager"),
  *check(manager) {
    const threshold = manager.setting("terminated-pod-gc-threshold");
    const most = threshold.number;
    if (Number.isNaN(most) || (most > 0 && most <= DEFAULT)) return;

    yield {
      at: threshold.at,
      message:
        most > 0
          ? `${manager.title} keeps up to ${most} finished pods.`
          : `${manager.title} never clears finished pods away.`,
      fixes: [{ title: `Leave it at ${DEFAULT}`, safety: "review", changes: () => threshold.remove() }],
    };
  },

  examples: [
    {
      title: "Without a limit, finished pods fill etcd",
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
        - --terminated-pod-gc-threshold=0
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The controller manager never clears finished pods away.
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
`,
    },
    {
      title: "Fifty thousand are too many",
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
        - --terminated-pod-gc-threshold=50000
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The controller manager keeps up to 50000 finished pods.
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
`,
    },
    {
      title: "The default is good, and so is less",
      good: `
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
---
apiVersion: v1
kind: Pod
metadata:
  name: other
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --terminated-pod-gc-threshold=1000
`,
    },
  ],
});
