import { imageOf, imageUses } from "../model/image-uses.ts";
import { ended } from "../model/retired-images.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "abandoned-image",
  severity: "warning",
  summary: "An image should be of a project that still mends its holes.",
  presets: ["recommended"],
  why: `The project has ended: a hole that is found in it from now on stays open, in it and in all that it is built from.
Attackers look for just that in what stands at the edge of many clusters: Ingress NGINX gave away every Secret to whoever reached its webhook (CVE-2025-1974), and the next hole of that kind is mended by nobody.`,
  mend: `Change to what has taken its place, while there is no hurry.
Ingress NGINX: a controller of the Gateway API, or another Ingress controller; \`ingress2gateway\` translates the rules.
Heapster: metrics-server.
Kaniko: BuildKit, Buildah, or the fork that Chainguard mends.
Flux v1: Flux v2.
Weave Net: another network plugin.
Grafana Agent and Promtail: Grafana Alloy.`,
  leave:
    "Leave it where someone you pay keeps mending it and pushes to the same place, and while the change is under way.",

  on: imageUses,
  *check(use) {
    const image = imageOf(use);
    const end = image === undefined ? undefined : ended(image);
    if (end === undefined) return;

    yield {
      at: use.at,
      tag: "deprecated",
      message: `${end.project} has ended in ${end.since}, so image "${use.at.string}" gets no more fixes.`,
    };
  },

  examples: [
    {
      title: "What has ended is mended by nobody",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ingress-nginx-controller
spec:
  selector:
    matchLabels:
      app: ingress-nginx
  template:
    metadata:
      labels:
        app: ingress-nginx
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.15.1
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ingress NGINX has ended in March 2026, so image "registry.k8s.io/ingress-nginx/controller:v1.15.1" gets no more fixes.
`,
    },
    {
      title: "Another project of a like name goes on",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-ingress
spec:
  selector:
    matchLabels:
      app: nginx-ingress
  template:
    metadata:
      labels:
        app: nginx-ingress
    spec:
      containers:
        - name: controller
          image: nginx/nginx-ingress:5.1.0
`,
    },
  ],
});
