import { imageOf, imageUses } from "../model/image-uses.ts";
import { isLatest, pullPolicy } from "../model/pull-policy.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "cached-latest",
  severity: "info",
  summary: "An image that is named `latest` should be pulled anew each time.",
  presets: ["strict"],
  fixable: "review",
  replaces: ["cached-image"],
  why: `\`latest\` means the image that was pushed last, but with \`imagePullPolicy: IfNotPresent\` or \`Never\` each node goes on with the one that it saw first.
Two replicas on two nodes run different programs under one name, and a release that mends a hole does not reach the nodes that have run the old one.`,
  mend: `Name a version, which \`latest-tag\` asks for: then a copy on the node is as good as the registry's.
Or remove the policy: the API server then fills in \`Always\`.
Pods then no longer start while the registry cannot be reached.`,
  leave:
    "Leave it where the image is loaded into the node by hand and lies in no registry, as with kind, minikube and k3d.",

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    if (image === undefined || image.digest !== undefined || !isLatest(image)) return;
    if (pullPolicy(use, image) === "Always") return;

    yield {
      at: use.pullPolicy,
      message: `Each node keeps the "${use.at.string}" that it saw first.`,
      fixes: [
        { title: "Remove imagePullPolicy", safety: "review", changes: () => [{ at: use.pullPolicy, remove: true }] },
      ],
    };
  },

  examples: [
    {
      title: "A node that has an image named latest does not ask for a newer one",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:latest
      imagePullPolicy: IfNotPresent
                       ^^^^^^^^^^^^ Each node keeps the "registry.example.com/shop/web:latest" that it saw first.
    - name: proxy
      image: nginx
      imagePullPolicy: Never # is there
                       ^^^^^ Each node keeps the "nginx" that it saw first.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:latest
    - name: proxy
      image: nginx
`,
    },
    {
      title: "Without a policy, an image named latest is always pulled",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:latest
    - name: proxy
      image: nginx:1.27
      imagePullPolicy: IfNotPresent
`,
    },
  ],
});
