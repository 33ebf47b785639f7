import { imageOf, imageUses } from "../model/image-uses.ts";
import { fullName } from "../model/images.ts";
import { rule } from "../rule.ts";

/** Docker Hub holds version 2 and later under `kubernetesui`, the registries of Kubernetes what was before. */
const DASHBOARD =
  /^(?:docker\.io\/kubernetesui\/dashboard(?:-[a-z0-9]+)*|.+\/kubernetes-dashboard(?:-(?:amd64|arm|arm64|ppc64le|s390x))?)$/;

export default rule({
  id: "kubernetes-dashboard",
  severity: "warning",
  summary: "A cluster should not run Kubernetes Dashboard.",
  presets: ["recommended"],
  why: `Kubernetes Dashboard was archived in January 2026: a hole that is found in it stays open.
It shows and changes what its users may, and in many clusters what its own account may, which is often all: in 2018 a dashboard without a password let strangers dig for coins in Tesla's cluster.`,
  mend: `Remove it, its accounts and their bindings.
Headlamp is what its developers point to; \`kubectl\`, k9s and Lens run on the user's own machine and leave nothing in the cluster.`,
  leave: `Leave it while the change is under way, reached through \`kubectl proxy\` only, with an account that may only read.
Others also accuse every binding of an account of that name; here the image tells.`,

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    if (image === undefined || !DASHBOARD.test(fullName(image))) return;

    yield { at: use.at, tag: "deprecated", message: "Kubernetes Dashboard has had no fixes since January 2026." };
  },

  examples: [
    {
      title: "The dashboard gets no fixes any more",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: kubernetes-dashboard
  namespace: kubernetes-dashboard
spec:
  selector:
    matchLabels:
      k8s-app: kubernetes-dashboard
  template:
    metadata:
      labels:
        k8s-app: kubernetes-dashboard
    spec:
      containers:
        - name: kubernetes-dashboard
          image: kubernetesui/dashboard:v2.7.0
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kubernetes Dashboard has had no fixes since January 2026.
`,
    },
    {
      title: "Other dashboards are others",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: headlamp
spec:
  selector:
    matchLabels:
      app: headlamp
  template:
    metadata:
      labels:
        app: headlamp
    spec:
      containers:
        - name: headlamp
          image: ghcr.io/headlamp-k8s/headlamp:v0.38.0
`,
    },
  ],
});
