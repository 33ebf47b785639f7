import { Proposal } from "../model/change.ts";
import { imageOf, imageUses } from "../model/image-uses.ts";
import { fixedVersion, holeIn } from "../model/vulnerable-images.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "vulnerable-image",
  severity: "error",
  summary: "A component of the cluster must not have a hole that attackers are known to use.",
  presets: ["recommended"],
  fixable: "choice",
  replaces: ["abandoned-image", "kubernetes-dashboard"],
  why: `These holes give an attacker the cluster, a node or every password, need little or nothing to begin with, and programs that use them are public.
Known are those of Ingress NGINX (CVE-2025-1974), Argo CD (CVE-2025-55190, CVE-2022-24348), Grafana (CVE-2022-39328, CVE-2021-43798), Kyverno (CVE-2022-47633), Flux (CVE-2022-24877), the NVIDIA Container Toolkit (CVE-2025-23266) and Kubernetes Dashboard (CVE-2018-18264).`,
  mend: `Raise the image to the version that is proposed, or a later one, and read what has changed in between.
Change secrets that the hole may have told.
A chart or an operator that writes this image must be raised instead.`,
  leave: `Leave it where the part with the hole is switched off: Ingress NGINX without its admission webhook, the toolkit without its hook \`enable-cuda-compat\`.
This is a short list of holes in what clusters are made of, not a scan: Trivy or Grype tell what else an image holds.`,

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    const hole = image === undefined ? undefined : holeIn(image);
    if (image?.tag === undefined || hole === undefined) return;

    const { tag } = image;
    const version = fixedVersion(tag, hole);
    const raised = (use.at.string ?? "").replace(/@.*$/, "");
    yield {
      at: use.at,
      message: `${hole.component} of this version ${hole.gives} (${hole.cve}).`,
      fixes:
        version === undefined
          ? []
          : [
              {
                title: `Raise it to ${version}`,
                safety: "choice",
                changes: () => [
                  {
                    at: use.at,
                    value: new Proposal(`${raised.slice(0, -tag.length)}${tag.replace(/\d+\.\d+\.\d+/, version)}`),
                  },
                ],
              },
            ],
    };
  },

  examples: [
    {
      title: "Whoever reaches the webhook of an old Ingress NGINX reads every Secret",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ingress-nginx-controller
spec:
  selector:
    matchLabels:
      app: ingress-nginx
  template:
    metadata:
      labels:
        app: ingress-nginx
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.11.2@sha256:d5f8217feeac4887cb1ed21f27c2674e58be06bd8f5184cacea2a69abaf78dce
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ingress NGINX of this version runs the code of anyone who reaches its webhook, and may read every Secret (CVE-2025-1974).
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ingress-nginx-controller
spec:
  selector:
    matchLabels:
      app: ingress-nginx
  template:
    metadata:
      labels:
        app: ingress-nginx
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.11.5
`,
    },
    {
      title: "A version keeps what stands behind it",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: nvidia-container-toolkit
spec:
  selector:
    matchLabels:
      app: toolkit
  template:
    metadata:
      labels:
        app: toolkit
    spec:
      containers:
        - name: toolkit
          image: nvcr.io/nvidia/k8s/container-toolkit:v1.17.5-ubuntu20.04
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The NVIDIA Container Toolkit of this version makes any image that asks for a GPU root on its node (CVE-2025-23266).
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: nvidia-container-toolkit
spec:
  selector:
    matchLabels:
      app: toolkit
  template:
    metadata:
      labels:
        app: toolkit
    spec:
      containers:
        - name: toolkit
          image: nvcr.io/nvidia/k8s/container-toolkit:v1.17.8-ubuntu20.04
`,
    },
    {
      title: "Each line of versions has its own fix",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argocd-server
spec:
  selector:
    matchLabels:
      app: argocd-server
  template:
    metadata:
      labels:
        app: argocd-server
    spec:
      containers:
        - name: argocd-server
          image: quay.io/argoproj/argocd:v2.14.16
        - name: grafana
          image: grafana/grafana:10.4.1
`,
    },
  ],
});
