import { imageOf, imageUses } from "../model/image-uses.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unpinned-image",
  severity: "info",
  summary: "An image may be named by its digest, which nobody can push anew.",
  presets: ["strict"],
  why: `A tag is a name that whoever may push to the repository can give to another image.
An attacker with a stolen password of the registry pushes his own image under the tag that is deployed; the next node that pulls it runs his program, and no manifest has changed.
A digest is computed from the image: the runtime refuses anything else.`,
  mend: `Write the digest behind the tag: \`nginx:1.27@sha256:…\`.
\`crane digest nginx:1.27\` and \`docker buildx imagetools inspect nginx:1.27\` tell it, and Renovate, Dependabot and Flux keep it up to date.
Take the digest of the index, not of one platform, where nodes differ in architecture.
Registries that clean up untagged images may delete what only a digest names.`,
  leave: `Leave it where an admission controller writes the digest (Kyverno, Connaisseur, Policy Controller) or verifies a signature, and where the registry makes tags immutable.
Nearly every manifest names tags, so this is said by \`strict\` only, and not beside \`latest-tag\`.`,

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    if (image === undefined || image.digest !== undefined) return;

    yield { at: use.at, message: `Image "${use.at.string}" is whatever its tag names on the day that it is pulled.` };
  },

  examples: [
    {
      title: "A tag can be given to another image",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
             ^^^^^^^^^^ Image "nginx:1.27" is whatever its tag names on the day that it is pulled.
`,
    },
    {
      title: "A volume is filled from an image, too",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27@sha256:4cb2b9019f1757be8482419002cb7afe028fdba35d47958829e4cfeaf6246d80
      volumeMounts:
        - name: model
          mountPath: /model
  volumes:
    - name: model
      image:
        reference: registry.example.com/shop/model:3.1
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "registry.example.com/shop/model:3.1" is whatever its tag names on the day that it is pulled.
`,
    },
    {
      title: "A digest names one image for ever",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: metrics
spec:
  containers:
    - name: metrics
      image: quay.io/prometheus/node-exporter@sha256:4cb2b9019f1757be8482419002cb7afe028fdba35d47958829e4cfeaf6246d80
`,
    },
  ],
});
