import { Proposal } from "../model/change.ts";
import { follow } from "../model/pods.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "incomplete-argo-source",
  severity: "error",
  summary: "An application of Argo CD must say all that Argo CD needs to find it.",
  presets: ["recommended"],
  fixable: "choice",
  why: `The API server takes the application, but Argo CD does not: it writes \`InvalidSpecError\` into the application's conditions and never syncs it.
What the repository says then does not reach the cluster, neither a release nor a fix.`,
  mend: `Give each source a \`path\` (in Git) or a \`chart\` (in a Helm repository), and a chart its version in \`targetRevision\`.
Say the destination by \`server\` or by \`name\`, not by both.`,
  leave:
    "Leave it in what is only part of an application, as in a Kustomize patch: a source without `repoURL` is taken for one.",

  on: kind("argoproj.io/Application"),
  *check(application) {
    const single = follow(application.place, ["spec", "source"]).map((source) => ({ source, isSingle: true }));
    const several = follow(application.place, ["spec", "sources", "*"]).map((source) => ({ source, isSingle: false }));
    for (const { source, isSingle } of several.length > 0 ? several : single) {
      if (!source.at("repoURL").exists) continue;
      const hasChart = source.at("chart").exists;
      const isFound = hasChart || source.at("path").exists || (!isSingle && source.at("ref").exists);
      const version = source.at("targetRevision");
      if (!isFound) {
        yield {
          at: source.at("repoURL"),
          message: `Application "${application.name}" does not say what it takes from this repository.`,
          fixes: [
            {
              title: "Name a path",
              safety: "choice",
              changes: () => [{ at: source.at("path"), value: new Proposal(".") }],
            },
          ],
        };
      }
      if (hasChart && !version.exists) {
        yield { at: source.at("chart"), message: `Chart "${source.at("chart").shown}" needs a version.` };
      }
    }
    const server = application.at("spec", "destination", "server");
    const name = application.at("spec", "destination", "name");
    if (server.exists && server.value !== "" && name.exists && name.value !== "") {
      yield {
        at: server,
        message: `Application "${application.name}" has its destination twice, by server and by name.`,
        see: [{ at: name, message: "Here it is again." }],
      };
    }
  },

  examples: [
    {
      title: "A repository holds more than one thing",
      bad: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  source:
    repoURL: https://git.example.com/shop/deploy.git
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Application "shop" does not say what it takes from this repository.
    targetRevision: HEAD
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  source:
    repoURL: https://git.example.com/shop/deploy.git
    targetRevision: HEAD
    path: .
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
`,
    },
    {
      title: "A chart is taken in one version, and a destination is one cluster",
      bad: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: redis
spec:
  project: shop
  source:
    repoURL: https://charts.example.com
    chart: redis
           ^^^^^ Chart "redis" needs a version.
  destination:
    server: https://kubernetes.default.svc
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Application "redis" has its destination twice, by server and by name.
    name: in-cluster
          ~~~~~~~~~~ Here it is again.
    namespace: shop
`,
    },
    {
      title: "One of several sources may only lend its values",
      good: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: redis
spec:
  project: shop
  sources:
    - repoURL: https://charts.example.com
      chart: redis
      targetRevision: 19.6.4
      helm:
        valueFiles: [$values/redis.yaml]
    - repoURL: https://git.example.com/shop/deploy.git
      ref: values
  destination:
    name: in-cluster
    namespace: shop
`,
    },
  ],
});
