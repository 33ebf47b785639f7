import { imageOf, imageUses } from "../model/image-uses.ts";
import { rule } from "../rule.ts";

/** Tags that name where an image comes from, not which one it is: branches and channels that are pushed over and over. */
const BRANCH =
  /^(?:main|master|trunk|develop|development|dev|edge|nightly|canary|head|snapshot|unstable|rolling|next|latest-[a-z][\w.]*|[a-z][\w.]*-latest)(?:-(?:alpine|slim|debian|ubuntu|ubi|distroless|fpm|amd64|arm64|linux))*$/i;

export default rule({
  id: "moving-tag",
  severity: "warning",
  summary: "An image should be named by a version or a digest, not by a branch.",
  presets: ["strict"],
  replaces: ["unpinned-image"],
  why: `A tag such as \`main\` or \`nightly\` is pushed anew with every build.
Two replicas of one Deployment then run different programs, a restart at night brings code that nobody has released, and there is no tag to roll back to.
Unlike \`latest\`, such a tag is not pulled again by itself: each node keeps the build that it saw first.`,
  mend: `Name the version or the digest that runs now: \`kubectl get pod … -o jsonpath='{.status.containerStatuses[*].imageID}'\` tells it.
Nothing breaks, but new builds no longer come by themselves: let a bot raise the version.`,
  leave: `Leave it in clusters that shall follow a branch, with \`imagePullPolicy: Always\`.
Tags such as \`stable\`, \`lts\` and \`1.27\` move, too, but within releases: they are not meant here.`,

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    if (image?.tag === undefined || image.digest !== undefined || !BRANCH.test(image.tag)) return;

    yield { at: use.at, message: `Image "${use.at.string}" is whatever was built last as "${image.tag}".` };
  },

  examples: [
    {
      title: "A branch is built over and over",
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
          image: registry.example.com/shop/migrate:main
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "registry.example.com/shop/migrate:main" is whatever was built last as "main".
      containers:
        - name: web
          image: ghcr.io/shop/web:nightly-alpine
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "ghcr.io/shop/web:nightly-alpine" is whatever was built last as "nightly-alpine".
`,
    },
    {
      title: "A build of a branch that says which one does not move",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:main-3f2c1ab
    - name: proxy
      image: nginx:stable
    - name: metrics
      image: ghcr.io/shop/metrics:edge@sha256:4cb2b9019f1757be8482419002cb7afe028fdba35d47958829e4cfeaf6246d80
`,
    },
  ],
});
