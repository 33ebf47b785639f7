import { imageOf, imageUses } from "../model/image-uses.ts";
import { moved, retired } from "../model/retired-images.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "frozen-registry",
  severity: "warning",
  summary: "An image should come from a registry that still gets new images.",
  presets: ["recommended"],
  fixable: "review",
  why: `Nothing is pushed there any more, so a fix for a hole in such an image never arrives.
Its owner pays for a registry that he has given up, and may shut it on short notice; pods on new nodes then do not start: \`ImagePullBackOff\`.`,
  mend: `Take the image from where it lies now: \`registry.k8s.io\` holds all that \`k8s.gcr.io\` did, under the same names, and newer versions.
What is older than that may lie nowhere else, and \`bitnamilegacy\` has no successor that is free: change to another image.
A firewall or a mirror must let the new host pass.`,
  leave: "Leave it only in what is kept as a document of its time.",

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    const place = image === undefined ? undefined : retired(image);
    if (image === undefined || place?.state !== "frozen") return;

    const { successor } = place;
    yield {
      at: use.at,
      tag: "deprecated",
      message: `Image "${use.at.string}" lies in a registry that has got nothing new since ${place.since}.`,
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
      title: "The old registry of Kubernetes has a successor",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: scaler
spec:
  initContainers:
    - name: pause
      image: gcr.io/google_containers/pause-amd64:3.1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "gcr.io/google_containers/pause-amd64:3.1" lies in a registry that has got nothing new since July 2020.
  containers:
    - name: scaler
      image: k8s.gcr.io/autoscaling/cluster-autoscaler:v1.26.1 # as in the docs
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "k8s.gcr.io/autoscaling/cluster-autoscaler:v1.26.1" lies in a registry that has got nothing new since April 2023.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: scaler
spec:
  initContainers:
    - name: pause
      image: registry.k8s.io/pause-amd64:3.1
  containers:
    - name: scaler
      image: registry.k8s.io/autoscaling/cluster-autoscaler:v1.26.1 # as in the docs
`,
    },
    {
      title: "An archive has none",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: redis
spec:
  containers:
    - name: redis
      image: bitnamilegacy/redis:7.0.11
             ^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "bitnamilegacy/redis:7.0.11" lies in a registry that has got nothing new since August 2025.
`,
    },
    {
      title: "Another registry of a like name is another one",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: scaler
spec:
  containers:
    - name: scaler
      image: registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.0
    - name: agent
      image: gcr.io/datadoghq/agent:7.66.0
`,
    },
  ],
});
