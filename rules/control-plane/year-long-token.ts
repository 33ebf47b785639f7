import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "year-long-token",
  severity: "info",
  summary: "Tokens of pods should expire when they say so.",
  presets: ["strict"],
  fixable: "review",
  why: `The kubelet renews a pod's token every hour, but by default the API server takes the old ones for a year, for the sake of programs that read their token only once.
A token that leaks into a log or a bug report is good for whoever finds it until its pod is gone.`,
  mend: `Set \`--service-account-extend-token-expiration=false\`.
First see that \`serviceaccount_stale_tokens_total\` of the API server does not grow: the audit log names, in the annotation \`authentication.k8s.io/stale-token\`, which programs still use old tokens and would get 401.
Client libraries of Kubernetes since 2020 read the token again by themselves.`,
  leave: `Leave it as long as that metric grows.`,

  on: component("kube-apiserver"),
  *check(server) {
    const extension = server.setting("service-account-extend-token-expiration");
    if (!extension.isOn) return;

    yield {
      at: extension.at,
      message: `${server.title} makes the tokens that pods are given good for a year.`,
      fixes: [{ title: "Let them expire after an hour", safety: "review", changes: () => extension.put("false") }],
    };
  },

  examples: [
    {
      title: "It is so unless it is switched off",
      bad: `
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
        - --authorization-mode=Node,RBAC
        - --service-account-extend-token-expiration=true
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server makes the tokens that pods are given good for a year.
`,
      fixed: `
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
        - --authorization-mode=Node,RBAC
        - --service-account-extend-token-expiration=false
`,
    },
    {
      title: "It is left on by kubeadm",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  extraArgs:
  ^^^^^^^^^ The API server makes the tokens that pods are given good for a year.
    profiling: "false"
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  extraArgs:
    profiling: "false"
    service-account-extend-token-expiration: "false"
`,
    },
    {
      title: "An hour is an hour",
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
        - --service-account-extend-token-expiration=false
`,
    },
  ],
});
