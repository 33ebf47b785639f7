import { imageOf, imageUses } from "../model/image-uses.ts";
import { fullName, suffixOf } from "../model/images.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unqualified-image",
  severity: "info",
  summary: "An image can say which registry it comes from.",
  presets: ["strict"],
  fixable: "review",
  why: `Which registry \`nginx:1.27\` comes from is the node's to say.
containerd asks Docker Hub; CRI-O asks the registries of its \`unqualified-search-registries\` one after another, and whoever owns the name in an earlier one decides what runs.
CRI-O since 1.34 refuses such a name where several registries could be meant: \`ImageInspectError\`, \`short name mode is enforcing\`.`,
  mend: `Write the whole name: \`docker.io/library/nginx:1.27\`.
On nodes with containerd the same image is pulled; the pods are replaced once, since their template has changed.`,
  leave:
    "Leave it where all nodes run containerd, or where their search registries shall decide, as for a mirror of one's own.",

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    if (image === undefined || image.registry !== undefined) return;

    const whole = `${fullName(image)}${suffixOf(image)}`;
    yield {
      at: use.at,
      message: `Image "${use.at.string}" comes from whatever registry its node is set to.`,
      fixes: [{ title: `Write ${whole}`, safety: "review", changes: () => [{ at: use.at, value: whole }] }],
    };
  },

  examples: [
    {
      title: "A short name means what the node makes of it",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: shop/migrate
             ^^^^^^^^^^^^ Image "shop/migrate" comes from whatever registry its node is set to.
  containers:
    - name: web
      image: "nginx:1.27"
             ^^^^^^^^^^^^ Image "nginx:1.27" comes from whatever registry its node is set to.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: docker.io/shop/migrate
  containers:
    - name: web
      image: "docker.io/library/nginx:1.27"
`,
    },
    {
      title: "A registry has a dot, a port or the name localhost",
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
      image: quay.io/prometheus/node-exporter:v1.9.0
`,
    },
  ],
});
