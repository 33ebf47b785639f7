import { globsSchema, isWithin, told } from "../model/globs.ts";
import { addressOf, type Source, sources } from "../model/sources.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly sources: readonly string[];
}

export default rule<Source, Options>({
  id: "untrusted-source",
  severity: "warning",
  summary: "Argo CD and Flux must follow only what the organisation trusts.",
  options: {
    properties: {
      sources: globsSchema(
        "Hosts and paths that repositories, charts and buckets may lie in, without a scheme: `github.com/shop`, `*.example.com`; `*` stays between two slashes.",
      ),
    },
    required: ["sources"],
  },
  why: `What Argo CD and Flux follow, they apply, mostly with the rights of cluster-admin.
A repository outside of the organisation is changed by people who nobody has asked, and its name can fall to somebody else.`,
  mend: "Copy what is needed into a repository or a registry of your own, and follow that.",
  leave:
    "Leave it where an exception was made, or add the source. Addresses are compared part by part: `github.com/shop` does not stand for `github.com/shopping`.",

  on: sources,
  *check({ resource, at }, { options }) {
    const url = at.string;
    if (url === undefined || options.sources.some((it) => isWithin(addressOf(url), it))) return;

    yield {
      at,
      message: `${resource.kind} "${resource.name}" follows "${addressOf(url)}", which is not in ${told(options.sources)}.`,
    };
  },

  examples: [
    {
      title: "A repository of others is applied as one's own",
      options: { sources: ["git.example.com", "github.com/shop"] },
      bad: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  sources:
    - repoURL: https://github.com/shopping/deploy.git
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Application "shop" follows "github.com/shopping/deploy", which is not in "git.example.com" or "github.com/shop".
      path: production
    - repoURL: git@github.com:shop/deploy.git
      path: production
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: charts
spec:
  url: oci://ghcr.io/someone/charts
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HelmRepository "charts" follows "ghcr.io/someone/charts", which is not in "git.example.com" or "github.com/shop".
`,
    },
    {
      title: "A host may be named with all that lies on it",
      options: { sources: ["*.example.com"] },
      good: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: shop
spec:
  interval: 5m
  url: ssh://git@git.example.com/shop/deploy
`,
    },
  ],
});
