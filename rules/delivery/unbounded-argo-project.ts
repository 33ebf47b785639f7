import type { Place } from "../model/place.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unbounded-argo-project",
  severity: "warning",
  summary: "A project of Argo CD should bound where its applications come from, where they go, or what they hold.",
  presets: ["strict"],
  why: `A project that allows every repository, every destination and every kind of cluster-wide resource bounds nothing.
Whoever may make one application in it points it at a repository of his own, with a ClusterRoleBinding for himself, and Argo CD applies it.`,
  mend: `Name the repositories in \`sourceRepos\`, the clusters and namespaces in \`destinations\`, and the few kinds that are needed in \`clusterResourceWhitelist\`.
Applications that go beyond are no longer synced: their conditions say what is missing.`,
  leave:
    "Leave it for the one project by which a platform team sets up the cluster itself, and let nobody else make applications in it.",

  on: kind("argoproj.io/AppProject"),
  *check(project) {
    const repositories = project.at("spec", "sourceRepos").children.find((it) => it.value === "*");
    const destination = project
      .at("spec", "destinations")
      .children.find((it) => it.at("namespace").value === "*" && isAnywhere(it));
    const kinds = project
      .at("spec", "clusterResourceWhitelist")
      .children.find((it) => it.at("group").value === "*" && it.at("kind").value === "*");
    if (repositories === undefined || destination === undefined || kinds === undefined) return;

    yield {
      at: repositories,
      message: `Project "${project.name}" lets everything come from everywhere and go everywhere.`,
      see: [
        { at: destination.at("namespace"), message: "Every namespace is allowed here." },
        { at: kinds.at("kind"), message: "Every kind is allowed here." },
      ],
    };
  },

  examples: [
    {
      title: "Three stars leave no bounds",
      bad: `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: shop
  namespace: argocd
spec:
  sourceRepos:
    - "*"
      ^^^ Project "shop" lets everything come from everywhere and go everywhere.
  destinations:
    - server: "*"
      namespace: "*"
                 ~~~ Every namespace is allowed here.
  clusterResourceWhitelist:
    - group: "*"
      kind: "*"
            ~~~ Every kind is allowed here.
`,
    },
    {
      title: "One bound is one",
      good: `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: shop
  namespace: argocd
spec:
  sourceRepos:
    - https://git.example.com/shop/*
  destinations:
    - server: "*"
      namespace: "*"
  clusterResourceWhitelist:
    - group: "*"
      kind: "*"
`,
    },
  ],
});

/** Whether a destination lies in any cluster, or in the one that Argo CD itself runs in. */
const isAnywhere = (destination: Place): boolean =>
  ["*", "https://kubernetes.default.svc"].includes(destination.at("server").string ?? "") ||
  ["*", "in-cluster"].includes(destination.at("name").string ?? "");
