import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "secure-port-off",
  severity: "error",
  summary: "The API server must have a port to serve on.",
  presets: ["recommended"],
  fixable: "review",
  why: `Port 0 once meant to serve plain HTTP only.
Since Kubernetes 1.20 there is no such port, and the API server exits: \`--secure-port 0 must be between 1 and 65535\`.
Who finds it in a manifest has found a control plane that will not come back after its next restart.`,
  mend: `Remove the flag: the port is 6443 then.
Whoever still calls the old port over plain HTTP needs a certificate or a token from now on.`,
  leave: `Leave it nowhere.
The scheduler and the controller manager may switch their ports off, and are not reported.`,

  on: component("kube-apiserver"),
  *check(server) {
    const port = server.setting("secure-port");
    if (port.number !== 0) return;

    yield {
      at: port.at,
      message: `${server.title} refuses to start without its secure port.`,
      fixes: [{ title: "Serve on the default port", safety: "review", changes: () => port.remove() }],
    };
  },

  examples: [
    {
      title: "The API server exits",
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
        - --secure-port=0
          ^^^^^^^^^^^^^^^ The API server refuses to start without its secure port.
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
      title: "Any other port will do, and the scheduler may have none",
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
        - --secure-port=443
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
`,
    },
  ],
});
