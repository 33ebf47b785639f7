import { globsSchema, isWithin } from "../model/globs.ts";
import { imageOf, imageUses } from "../model/image-uses.ts";
import { fullName } from "../model/images.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly registries: readonly string[];
}

export default rule<ReturnType<typeof imageUses>[number], Options>({
  id: "denied-registry",
  severity: "warning",
  summary: "An image must not come from a registry that the organisation has ruled out.",
  options: {
    properties: {
      registries: globsSchema(
        "Registries, or paths in them, that images may not come from, by their whole names: `docker.io`, `quay.io/someone`; `*` stays between two slashes.",
      ),
    },
    required: ["registries"],
  },
  why: `A registry is ruled out for a reason: it limits how often one may pull and pods then do not start, it was broken into, or nobody looks at what is pushed there.`,
  mend: "Push the image to another registry, or mirror it there, and name it by its place there.",
  leave: `Leave it where a mirror on the nodes answers in that registry's place.
To name what is allowed is safer than to name what is not: \`untrusted-registry\`.`,

  on: imageUses,
  *check(use, { options: { registries } }) {
    const image = imageOf(use);
    const denied = image === undefined ? undefined : registries.find((it) => isWithin(fullName(image), it));
    if (denied === undefined) return;

    yield { at: use.at, message: `Image "${use.at.string}" comes from "${denied}".` };
  },

  examples: [
    {
      title: "A short name means Docker Hub",
      options: { registries: ["docker.io", "quay.io/someone"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
             ^^^^^^^^^^ Image "nginx:1.27" comes from "docker.io".
    - name: tool
      image: quay.io/someone/tool:1.0
             ^^^^^^^^^^^^^^^^^^^^^^^^ Image "quay.io/someone/tool:1.0" comes from "quay.io/someone".
`,
    },
    {
      title: "Other registries are not meant",
      options: { registries: ["docker.io"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/docker.io/nginx:1.27
`,
    },
  ],
});
