import type { Place } from "../model/place.ts";
import { follow } from "../model/pods.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** A chart or an artifact, and where its version is or would be written. */
interface Wanted {
  readonly resource: Resource;
  readonly what: "chart" | "artifact";
  /** What it is called, or where it lies. */
  readonly name: Place;
  readonly version: Place;
}

const KINDS = [
  "helm.toolkit.fluxcd.io/HelmRelease",
  "source.toolkit.fluxcd.io/HelmChart",
  "source.toolkit.fluxcd.io/OCIRepository",
  "argoproj.io/Application",
];

const wanted = inKinds(new Set(KINDS), (resource: Resource): readonly Wanted[] => {
  const chart = (at: Place, version: string) => ({
    resource,
    what: "chart" as const,
    name: at.at("chart"),
    version: at.at(version),
  });
  switch (resource.groupKind) {
    case "helm.toolkit.fluxcd.io/HelmRelease": {
      const spec = resource.at("spec", "chart", "spec");
      return spec.at("chart").exists ? [chart(spec, "version")] : [];
    }
    case "source.toolkit.fluxcd.io/HelmChart":
      return [chart(resource.at("spec"), "version")];
    case "argoproj.io/Application":
      return [...follow(resource.place, ["spec", "source"]), ...follow(resource.place, ["spec", "sources", "*"])]
        .filter((it) => it.at("chart").exists)
        .map((it) => chart(it, "targetRevision"));
    case "source.toolkit.fluxcd.io/OCIRepository": {
      const ref = resource.at("spec", "ref");
      if (ref.at("semver").exists || ref.at("digest").exists) return [];
      return [{ resource, what: "artifact", name: resource.at("spec", "url"), version: ref.at("tag") }];
    }
    default:
      return [];
  }
});

/** What any version satisfies. */
const ANY = /^\s*(?:\*|x|latest|>=?\s*v?0(?:\.0){0,2}(?:-0)?)?\s*$/i;

export default rule({
  id: "floating-source",
  severity: "warning",
  summary: "A chart or an artifact should be named by a version.",
  presets: ["recommended"],
  why: `Whatever is published next is installed within minutes, in every cluster at once, and nobody has tried or read it.
A new major version renames values and moves data; a publisher whose password was stolen runs his code with the rights of the controller, mostly those of cluster-admin.`,
  mend: `Write the version that is installed now (\`helm list -A\` and \`flux get helmreleases\` tell it), or a range that stays within a minor version: \`7.3.x\`.
Renovate and Dependabot raise it by a pull request that someone can read.`,
  leave: `Leave it in clusters that are there to try what comes next, and in a base whose overlays all write the version.
Branches of Git are not accused: that is how a repository of one's own is followed.`,

  on: wanted,
  *check({ resource, what, name, version }) {
    const written = version.value;
    // Argo CD refuses a chart without a version.
    if (written === undefined && resource.group === "argoproj.io") return;
    if (written !== undefined && (typeof written !== "string" || !ANY.test(written))) return;

    yield {
      at: written === undefined ? name : version,
      message: `Of ${what} "${name.shown}", whatever version is newest is applied.`,
    };
  },

  examples: [
    {
      title: "Without a version, the newest is taken",
      bad: `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: podinfo
spec:
  interval: 10m
  chart:
    spec:
      chart: podinfo
             ^^^^^^^ Of chart "podinfo", whatever version is newest is applied.
      sourceRef:
        kind: HelmRepository
        name: podinfo
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: redis
spec:
  project: shop
  source:
    repoURL: https://charts.example.com
    chart: redis
    targetRevision: "*"
                    ^^^ Of chart "redis", whatever version is newest is applied.
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
`,
    },
    {
      title: "An artifact named latest is the newest, too",
      bad: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: shop
spec:
  interval: 5m
  url: oci://ghcr.io/shop/manifests
  ref:
    tag: latest
         ^^^^^^ Of artifact "oci://ghcr.io/shop/manifests", whatever version is newest is applied.
`,
    },
    {
      title: "A range leaves room for fixes, and a branch of one's own is followed on purpose",
      good: `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: podinfo
spec:
  interval: 10m
  chart:
    spec:
      chart: podinfo
      version: 6.9.x
      sourceRef:
        kind: HelmRepository
        name: podinfo
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  source:
    repoURL: https://git.example.com/shop/deploy.git
    path: production
    targetRevision: HEAD
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
`,
    },
  ],
});
