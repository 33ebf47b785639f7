import { globsSchema, isWithin, told } from "../model/globs.ts";
import { imageOf, imageUses } from "../model/image-uses.ts";
import { fullName } from "../model/images.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly registries: readonly string[];
}

export default rule<ReturnType<typeof imageUses>[number], Options>({
  id: "untrusted-registry",
  severity: "warning",
  summary: "An image must come from a registry that the organisation trusts.",
  options: {
    properties: {
      registries: globsSchema(
        "Registries, or paths in them, that images may come from, by their whole names: `ghcr.io/shop`, `docker.io/library`, `*.example.com`; `*` stays between two slashes.",
      ),
    },
    required: ["registries"],
  },
  why: `Anyone can push to a public registry, under a name that is nearly the right one, and nobody there looks for what an image brings along.
What your own registry holds was scanned, signed or at least chosen by someone.`,
  mend: "Push the image to a trusted registry, or mirror it there, and name it by its place there.",
  leave: `Leave it for images of the cluster itself, or better, add their registries.
A name is compared part by part, so \`registry.example.com\` does not stand for \`registry.example.com.evil.net\`, and a short name counts as \`docker.io\`.`,

  on: imageUses,
  *check(use, { options: { registries } }) {
    const image = imageOf(use);
    if (image === undefined || registries.some((it) => isWithin(fullName(image), it))) return;

    yield { at: use.at, message: `Image "${use.at.string}" does not come from ${told(registries)}.` };
  },

  examples: [
    {
      title: "A name counts as whole parts, and a short one as Docker Hub's",
      options: { registries: ["registry.example.com", "ghcr.io/shop"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example.com.evil.net/shop/migrate:3.1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "registry.example.com.evil.net/shop/migrate:3.1" does not come from "registry.example.com" or "ghcr.io/shop".
  containers:
    - name: web
      image: nginx:1.27
             ^^^^^^^^^^ Image "nginx:1.27" does not come from "registry.example.com" or "ghcr.io/shop".
    - name: proxy
      image: ghcr.io/shopping/proxy:1.0
             ^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "ghcr.io/shopping/proxy:1.0" does not come from "registry.example.com" or "ghcr.io/shop".
  volumes:
    - name: model
      image:
        reference: quay.io/shop/model:3.1
                   ^^^^^^^^^^^^^^^^^^^^^^ Image "quay.io/shop/model:3.1" does not come from "registry.example.com" or "ghcr.io/shop".
`,
    },
    {
      title: "What lies below a trusted place is trusted",
      options: { registries: ["*.example.com", "docker.io/library"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
    - name: shop
      image: registry.example.com/shop/web:3.1
`,
    },
  ],
});
