import { isOutsideMeshes, meshSubjects, optOuts } from "../model/meshes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "mesh-opt-out",
  severity: "warning",
  summary: "A workload should not stay out of the mesh.",
  presets: ["strict"],
  fixable: "review",
  why: `Without the mesh's proxy a workload speaks plain text, has no identity that others could check, and obeys none of the mesh's rules, neither for what it takes in nor for where it goes.
Whoever may write its manifest so gets past every policy of the mesh with one line.`,
  mend: `Remove the label or annotation.
A Job that ends needs a mesh with native sidecars (Kubernetes 1.29 and later), or it runs on for its proxy; protocols in which the server speaks first may need their port declared.`,
  leave: `Leave it for what must not depend on the mesh: operators, agents of the nodes, Jobs that run before it.
Nothing is said of namespaces of the cluster and of the meshes, nor of pods on the node's network, which no mesh takes in.
A namespace without any label is not reported, as nothing shows whether the cluster has a mesh.`,

  on: meshSubjects,
  *check(subject) {
    if (isOutsideMeshes(subject) || subject.pod?.spec.at("hostNetwork").value === true) return;

    for (const at of optOuts(subject)) {
      yield {
        at,
        message: `${subject.title} stays out of the mesh.`,
        fixes: [{ title: `Remove ${at.step}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "One annotation gets past every policy of the mesh",
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
      labels:
        app: web
        sidecar.istio.io/inject: "false"
                                 ^^^^^^^ Deployment "web" stays out of the mesh.
    spec:
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
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "A namespace speaks for all of its pods",
      bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    linkerd.io/inject: disabled
                       ^^^^^^^^ Namespace "shop" stays out of the mesh.
`,
      fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    },
    {
      title: "The cluster's own namespaces, pods of the node's network, and those in the mesh",
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: istio-system
  labels:
    istio-injection: disabled
---
apiVersion: v1
kind: Pod
metadata:
  name: agent
  annotations:
    sidecar.istio.io/inject: "false"
spec:
  hostNetwork: true
  containers:
    - name: agent
      image: registry.example.com/shop/agent:1.4
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`,
    },
  ],
});
