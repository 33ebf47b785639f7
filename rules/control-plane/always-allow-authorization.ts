import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "always-allow-authorization",
  severity: "error",
  summary: "The API server must ask whether a request is allowed.",
  presets: ["recommended"],
  fixable: "review",
  why: `With the mode AlwaysAllow, whoever has any credentials at all, the token of the least of all pods, say, may read every Secret, run commands in every container and delete the cluster.
It is the default of an API server that is told no mode, and one such entry makes every other mode pointless, for one that allows is enough.`,
  mend: `Set \`--authorization-mode=Node,RBAC\`.
Requests that no Role allows are refused with 403 from then on: give the people and programs that count on the old state their Roles first.`,
  leave: `Leave it in a throw-away cluster on one machine.`,

  on: component("kube-apiserver"),
  *check(server) {
    const mode = server.setting("authorization-mode");
    const allowing = mode.items.find(({ text }) => text === "AlwaysAllow");
    if (allowing === undefined) return;

    const others = mode.names.filter((it) => !["AlwaysAllow", "Node", "RBAC"].includes(it));
    yield {
      at: allowing.at,
      message: `${server.title} allows every request, whoever sends it.`,
      fixes: [
        {
          title: "Authorize by Node and RBAC",
          safety: "review",
          changes: () => mode.put(["Node", "RBAC", ...others].join(",")),
        },
      ],
    };
  },

  examples: [
    {
      title: "Every token is as good as the administrator's",
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
        - --authorization-mode=AlwaysAllow
                               ^^^^^^^^^^^ The API server allows every request, whoever sends it.
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
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
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
`,
    },
    {
      title: "One mode that allows is enough",
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
        - --authorization-mode=Node,RBAC,AlwaysAllow
                                         ^^^^^^^^^^^ The API server allows every request, whoever sends it.
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
`,
    },
    {
      title: "So is none at all",
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
            ^^^^^^^^^^^^^^ The API server allows every request, whoever sends it.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
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
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
        - --authorization-mode=Node,RBAC
`,
    },
    {
      title: "A file of authorizers may name it, too",
      bad: `
apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: RBAC
    name: rbac
  - type: AlwaysAllow
          ^^^^^^^^^^^ The API server allows every request, whoever sends it.
    name: all
`,
      fixed: `
apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Node
    name: node
  - type: RBAC
    name: rbac
`,
    },
    {
      title: "Node and RBAC are what kubeadm asks for, and a file may say what is not to be seen here",
      good: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: profiling
      value: "false"
---
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
        - --authorization-config=/etc/kubernetes/authorization.yaml
`,
    },
  ],
});
