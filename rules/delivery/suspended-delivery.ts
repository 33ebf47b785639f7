import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "suspended-delivery",
  severity: "info",
  summary: "What Flux delivers should not stay suspended.",
  presets: ["strict"],
  fixable: "review",
  why: `While it is suspended, nothing that is pushed reaches the cluster, and nothing says so: a release does not go out, nor does the fix for a hole, and what someone has changed in the cluster by hand stays.
A switch that was set during an incident is easily forgotten once it stands in the repository.`,
  mend: "Remove `suspend`: Flux then applies all that has gathered in the meantime, so look first at what that is (`flux diff`).",
  leave: "Leave it while someone works on it, or for what is kept ready for later.",

  on: kind(
    "helm.toolkit.fluxcd.io/HelmRelease",
    "image.toolkit.fluxcd.io/ImageRepository",
    "image.toolkit.fluxcd.io/ImageUpdateAutomation",
    "kustomize.toolkit.fluxcd.io/Kustomization",
    "source.toolkit.fluxcd.io/Bucket",
    "source.toolkit.fluxcd.io/GitRepository",
    "source.toolkit.fluxcd.io/HelmChart",
    "source.toolkit.fluxcd.io/HelmRepository",
    "source.toolkit.fluxcd.io/OCIRepository",
  ),
  *check(resource) {
    const suspend = resource.at("spec", "suspend");
    if (suspend.value !== true) return;

    yield {
      at: suspend,
      message: `${resource.kind} "${resource.name}" brings nothing into the cluster.`,
      fixes: [{ title: "Resume it", safety: "review", changes: () => [{ at: suspend, remove: true }] }],
    };
  },

  examples: [
    {
      title: "Nothing that is pushed arrives",
      bad: `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: shop
spec:
  interval: 10m
  prune: true
  suspend: true # until the migration is done
           ^^^^ Kustomization "shop" brings nothing into the cluster.
  path: ./deploy
  sourceRef:
    kind: GitRepository
    name: shop
`,
      fixed: `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: shop
spec:
  interval: 10m
  prune: true
  path: ./deploy
  sourceRef:
    kind: GitRepository
    name: shop
`,
    },
    {
      title: "What is resumed goes on",
      good: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: shop
spec:
  interval: 5m
  suspend: false
  url: https://git.example.com/shop/deploy
`,
    },
  ],
});
