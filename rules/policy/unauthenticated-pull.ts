import { Proposal } from "../model/change.ts";
import { globsSchema, isWithin } from "../model/globs.ts";
import { type ImageUse, imageOf, imageUses } from "../model/image-uses.ts";
import { fullName } from "../model/images.ts";
import { isPatch } from "../model/patches.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly registries: readonly string[];
}

export default rule<ImageUse, Options>({
  id: "unauthenticated-pull",
  severity: "warning",
  summary: "A pod must bring a secret for images of a registry that asks for one.",
  fixable: "choice",
  options: {
    properties: {
      registries: globsSchema(
        "Registries, or paths in them, that ask for a secret, by their whole names: `registry.example.com`, `docker.io`.",
      ),
    },
    required: ["registries"],
  },
  why: `A private registry refuses who does not log in: \`ImagePullBackOff\`, often only on the first new node, since others have a copy.
Docker Hub lets strangers pull a few times only, and then the pod does not start when it must.`,
  mend: "Make a Secret of the type `kubernetes.io/dockerconfigjson` in the namespace, and name it under `imagePullSecrets`.",
  leave:
    "Leave it where the ServiceAccount has `imagePullSecrets`, or the nodes log in by themselves, which a manifest does not show.",

  on: imageUses,
  *check(use, { options: { registries } }) {
    const { pod } = use;
    const image = imageOf(use);
    if (pod === undefined || pod.isPart || image === undefined || isPatch(pod.owner)) return;
    const secrets = pod.spec.at("imagePullSecrets");
    if (secrets.exists && secrets.children.length > 0) return;
    if (!registries.some((it) => isWithin(fullName(image), it))) return;

    yield {
      at: use.at,
      message: `The pod brings no secret to pull image "${use.at.string}" with.`,
      fixes: [
        {
          title: "Name a secret",
          safety: "choice",
          changes: () => [{ at: secrets, value: [{ name: new Proposal("registry") }] }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A private registry wants a secret",
      options: { registries: ["registry.example.com"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The pod brings no secret to pull image "registry.example.com/shop/web:3.1" with.
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
  imagePullSecrets:
    - name: registry
`,
    },
    {
      title: "A public one wants none",
      options: { registries: ["registry.example.com"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  containers:
    - name: proxy
      image: nginx:1.27
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  imagePullSecrets:
    - name: registry
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
`,
    },
  ],
});
