import { imageOf, imageUses } from "../model/image-uses.ts";
import { rule } from "../rule.ts";

/** What Kubebuilder scaffolds for Kustomize to replace. */
const SCAFFOLD = "controller:latest";

export default rule({
  id: "latest-tag",
  severity: "warning",
  summary: "An image should be named by a version or a digest.",
  presets: ["recommended"],
  replaces: ["unpinned-image"],
  why: `An image without a tag, or with the tag \`latest\`, is whatever was pushed last.
Two replicas of one Deployment then run different programs, a restart at night brings a release that nobody chose, and there is no tag to roll back to.
Who can push to the repository decides what runs in the cluster, without any change to a manifest that a reviewer could see.`,
  mend: `Name the version that runs now: \`kubectl get pod … -o jsonpath='{.status.containerStatuses[*].imageID}'\` tells its digest.
A digest (\`nginx:1.27@sha256:…\`) can never change; a version tag can, but seldom does.
Nothing breaks, but new releases no longer come by themselves: let a bot raise the version.`,
  leave:
    "Leave it where a tool fills in the tag before anything is applied (Kustomize's `images`, Skaffold, ko), and for throw-away clusters that shall follow the newest build.",

  on: imageUses,
  *check(use) {
    const { at } = use;
    const named = imageOf(use);
    if (named === undefined || named.digest !== undefined || at.string === SCAFFOLD) return;
    if (use.pullPolicy.string === "Never") return;

    if (named.tag === undefined) yield { at, message: `Image "${at.string}" has no tag, which means "latest".` };
    if (named.tag === "latest") yield { at, message: `Image "${at.string}" is whatever was pushed last.` };
  },

  examples: [
    {
      title: "What latest means changes with every push, and so does no tag at all",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      initContainers:
        - name: migrate
          image: registry.example.com:5000/shop/migrate
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "registry.example.com:5000/shop/migrate" has no tag, which means "latest".
      containers:
        - name: web
          image: nginx:latest
                 ^^^^^^^^^^^^ Image "nginx:latest" is whatever was pushed last.
`,
    },
    {
      title: "Kustomize replaces what Kubebuilder scaffolds, and what is never pulled was never pushed",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: manager
spec:
  containers:
    - name: manager
      image: controller:latest
    - name: local
      image: shop/local
      imagePullPolicy: Never
`,
    },
    {
      title: "A version will do, and a digest is best",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: localhost:5000/nginx:1.27
    - name: metrics
      image: quay.io/prometheus/node-exporter@sha256:4cb2b9019f1757be8482419002cb7afe028fdba35d47958829e4cfeaf6246d80
`,
    },
    {
      title: "A volume and a step of a pipeline name images, too",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
  volumes:
    - name: model
      image:
        reference: registry.example.com/shop/model:latest
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "registry.example.com/shop/model:latest" is whatever was pushed last.
---
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: build
spec:
  steps:
    - name: build
      image: golang
             ^^^^^^ Image "golang" has no tag, which means "latest".
      script: go build ./...
`,
    },
    {
      title: "What no runtime could pull is to be filled in by someone",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: IMAGE_NAME
`,
    },
  ],
});
