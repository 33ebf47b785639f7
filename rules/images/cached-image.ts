import { imageOf, imageUses } from "../model/image-uses.ts";
import { pullPolicy } from "../model/pull-policy.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "cached-image",
  severity: "info",
  summary: "An image can be pulled each time that a container starts, so that the registry always has its say.",
  fixable: "review",
  why: `With \`IfNotPresent\`, the default for every tag but \`latest\`, a node starts the copy that it has.
A tag that was pushed anew, to mend a hole or to take back a bad release, does not reach nodes that have the old image.
Before Kubernetes 1.35, a pod could also run an image that another pod of its node had pulled with a secret that this one does not have.`,
  mend: `Set \`imagePullPolicy: Always\`.
Only what has changed is downloaded, but no pod starts while the registry cannot be reached, and registries count each start against their limits.`,
  leave: `Leave it nearly always: a version that is never pushed anew, or a digest, is the same on the node as in the registry, and since 1.35 the kubelet asks for the credentials of an image that it has.
So it is in no preset, though others ask for \`Always\` everywhere; a digest is never accused.`,

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    if (image === undefined || image.digest !== undefined || pullPolicy(use, image) === "Always") return;

    yield {
      at: use.pullPolicy.exists ? use.pullPolicy : use.at,
      message: `A copy of "${use.at.string}" that a node has is started without a question to its registry.`,
      fixes: [
        {
          title: "Set imagePullPolicy to Always",
          safety: "review",
          changes: () => [{ at: use.pullPolicy, value: "Always" }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A tag other than latest is pulled once for each node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A copy of "registry.example.com/shop/web:3.1" that a node has is started without a question to its registry.
    - name: proxy
      image: nginx:1.27
      imagePullPolicy: IfNotPresent
                       ^^^^^^^^^^^^ A copy of "nginx:1.27" that a node has is started without a question to its registry.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      imagePullPolicy: Always
    - name: proxy
      image: nginx:1.27
      imagePullPolicy: Always
`,
    },
    {
      title: "A digest is the same everywhere, and latest is always pulled",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:latest
    - name: proxy
      image: nginx:1.27@sha256:4cb2b9019f1757be8482419002cb7afe028fdba35d47958829e4cfeaf6246d80
    - name: metrics
      image: quay.io/prometheus/node-exporter:v1.9.0
      imagePullPolicy: Always
`,
    },
  ],
});
