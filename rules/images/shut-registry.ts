import { imageOf, imageUses } from "../model/image-uses.ts";
import { moved, retired } from "../model/retired-images.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "shut-registry",
  severity: "error",
  summary: "An image must lie where it can still be pulled.",
  presets: ["recommended"],
  fixable: "review",
  why: `The image was taken away from there.
Pods run on nodes that have a copy, until one is drained, replaced or cleaned up; then they do not start any more: \`ImagePullBackOff\`.
So it shows during an upgrade or an outage, when it is least wanted.`,
  mend: `Take the image from where it lies now.
Versions of \`docker.io/bitnami\` are kept in \`docker.io/bitnamilegacy\` for the time being, where they get no fixes: change to another image while they are.
\`kube-rbac-proxy\` lies in \`quay.io/brancz\`, what Tekton has released in \`ghcr.io/tektoncd\`.`,
  leave: "Leave it where a mirror of your own answers for that registry and holds a copy.",

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    const place = image === undefined ? undefined : retired(image);
    if (image === undefined || place?.state !== "shut") return;

    const { successor } = place;
    yield {
      at: use.at,
      message: `Image "${use.at.string}" has not been there since ${place.since}.`,
      fixes:
        successor === undefined
          ? []
          : [
              {
                title: `Take it from ${successor}`,
                safety: "review",
                changes: () => [{ at: use.at, value: moved(image, place, successor) }],
              },
            ],
    };
  },

  examples: [
    {
      title: "What was taken away lies elsewhere under the same name",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: manager
spec:
  selector:
    matchLabels:
      app: manager
  template:
    metadata:
      labels:
        app: manager
    spec:
      containers:
        - name: manager
          image: ghcr.io/shop/manager:3.1
        - name: kube-rbac-proxy
          image: gcr.io/kubebuilder/kube-rbac-proxy:v0.13.1
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "gcr.io/kubebuilder/kube-rbac-proxy:v0.13.1" has not been there since March 2025.
        - name: redis
          image: bitnami/redis:7.0.11
                 ^^^^^^^^^^^^^^^^^^^^ Image "bitnami/redis:7.0.11" has not been there since August 2025.
        - name: artifacts
          image: shop-docker.bintray.io/artifacts:1.0
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "shop-docker.bintray.io/artifacts:1.0" has not been there since May 2021.
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: manager
spec:
  selector:
    matchLabels:
      app: manager
  template:
    metadata:
      labels:
        app: manager
    spec:
      containers:
        - name: manager
          image: ghcr.io/shop/manager:3.1
        - name: kube-rbac-proxy
          image: quay.io/brancz/kube-rbac-proxy:v0.13.1
        - name: redis
          image: docker.io/bitnamilegacy/redis:7.0.11
        - name: artifacts
          image: shop-docker.bintray.io/artifacts:1.0
`,
    },
    {
      title: "Of Bitnami's images, the latest ones are still there",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: redis
spec:
  containers:
    - name: redis
      image: docker.io/bitnami/redis:latest
    - name: shell
      image: bitnami/minideb:bookworm
`,
    },
  ],
});
