import { Proposal } from "../model/change.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "default-argo-project",
  severity: "info",
  summary: "An application of Argo CD should belong to a project that says what it may do.",
  presets: ["strict"],
  fixable: "choice",
  why: `The project \`default\` lets its applications come from every repository and go to every cluster and namespace, with every kind of resource, unless someone has narrowed it.
Whoever may change one such application, or the repository that it follows, may make himself a ClusterRoleBinding, and is master of the cluster.`,
  mend: `Make an AppProject with the repositories, the destinations and the kinds that the application needs, and name it.
Argo CD stops syncing what the project does not allow, so begin with what is deployed now.`,
  leave: "Leave it where one team owns the cluster and all that Argo CD follows, or where `default` was narrowed.",

  on: kind("argoproj.io/Application", "argoproj.io/ApplicationSet"),
  *check(resource) {
    const project = projectOf(resource);
    if (project.string !== "default") return;

    yield {
      at: project,
      message: `${resource.kind} "${resource.name}" may do whatever the project "default" lets everyone do.`,
      fixes: [
        {
          title: "Name a project",
          safety: "choice",
          changes: () => [{ at: project, value: new Proposal(resource.name || "shop") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "The project default sets no bounds",
      bad: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: default
           ^^^^^^^ Application "shop" may do whatever the project "default" lets everyone do.
  source:
    repoURL: https://git.example.com/shop/deploy.git
    path: production
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
    path: production
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
`,
    },
    {
      title: "A project of one's own does",
      good: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shop
spec:
  generators:
    - list:
        elements:
          - env: production
  template:
    metadata:
      name: shop
    spec:
      project: shop
      source:
        repoURL: https://git.example.com/shop/deploy.git
        path: production
      destination:
        server: https://kubernetes.default.svc
        namespace: shop
`,
    },
  ],
});

const projectOf = (resource: Resource) =>
  resource.kind === "ApplicationSet"
    ? resource.at("spec", "template", "spec", "project")
    : resource.at("spec", "project");
