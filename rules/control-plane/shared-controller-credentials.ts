import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "shared-controller-credentials",
  severity: "warning",
  summary: "Each controller should have credentials of its own.",
  presets: ["strict"],
  fixable: "review",
  why: `Without the flag, some thirty controllers share one user, which must be allowed whatever any of them needs.
A bug in one of them, or a request that it is tricked into, then reaches as far as all of them together, and the audit log cannot tell which it was.`,
  mend: `Set \`--use-service-account-credentials=true\`.
RBAC must be on: the API server makes the Roles that each controller needs (\`system:controller:…\`) by itself.
kubeadm sets it.`,
  leave: `Leave it where the API server does not authorize by RBAC.`,

  on: component("kube-controller-manager"),
  *check(manager) {
    const own = manager.setting("use-service-account-credentials");
    if (own.isOn) return;

    yield {
      at: own.at,
      message: `${manager.title} acts for all its controllers as one and the same user.`,
      fixes: [{ title: "Give each controller its own account", safety: "review", changes: () => own.put("true") }],
    };
  },

  examples: [
    {
      title: "Thirty controllers share one user",
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
        - --use-service-account-credentials=false
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The controller manager acts for all its controllers as one and the same user.
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
        - --use-service-account-credentials=true
`,
    },
    {
      title: "They do so by default",
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
            ^^^^^^^^^^^^^^^^^^^^^^^ The controller manager acts for all its controllers as one and the same user.
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --bind-address=127.0.0.1
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
        - --use-service-account-credentials=true
`,
    },
    {
      title: "It is set by kubeadm, and a lone switch is on",
      good: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controllerManager:
  extraArgs:
    - name: v
      value: "2"
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
        - --use-service-account-credentials
        - --bind-address=127.0.0.1
`,
    },
  ],
});
