import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const RBAC = "rbac.authorization.k8s.io/v1";
/** Of OpenShift's own roles only those without a selection by attributes are the same in Kubernetes. */
const isRole = ({ groupKind }: Resource): boolean => /^authorization\.openshift\.io\/(?:Cluster)?Role$/.test(groupKind);

export default rule({
  id: "deprecated-openshift-api",
  severity: "info",
  summary: "A manifest for OpenShift should use what its next versions will have, too.",
  presets: ["strict"],
  fixable: "review",
  why: `Red Hat has said that these go, and mends only what is critical in them.
A DeploymentConfig is run by a pod of its own that fails with its node, and OpenShift can be installed without it; a cluster that is rebuilt from such manifests may come up without what they describe.`,
  mend: `Turn a DeploymentConfig into a Deployment: hooks and image triggers must be written anew.
Use Tekton (OpenShift Pipelines) in place of a Jenkins pipeline.
Use the roles and bindings of \`${RBAC}\`: a binding there names its subjects with their kind.`,
  leave:
    "Leave it in manifests for OpenShift 3, and where hooks of a DeploymentConfig are needed until they are replaced.",

  on: kind(
    "apps.openshift.io/DeploymentConfig",
    "authorization.openshift.io/ClusterRole",
    "authorization.openshift.io/ClusterRoleBinding",
    "authorization.openshift.io/Role",
    "authorization.openshift.io/RoleBinding",
    "build.openshift.io/BuildConfig",
  ),
  *check(resource) {
    if (resource.kind === "BuildConfig") {
      const at = resource.at("spec", "strategy", "jenkinsPipelineStrategy");
      if (at.exists) yield { at, tag: "deprecated", message: "A Jenkins pipeline as a build is deprecated." };
      return;
    }
    const apiVersion = resource.at("apiVersion");
    yield {
      at: apiVersion,
      tag: "deprecated",
      message: `${resource.kind} of "${resource.group}" is deprecated.`,
      fixes: isRole(resource)
        ? [{ title: `Write ${RBAC}`, safety: "review", changes: () => [{ at: apiVersion, value: RBAC }] }]
        : [],
    };
  },

  examples: [
    {
      title: "OpenShift's own roles are those of Kubernetes by now",
      bad: `
apiVersion: authorization.openshift.io/v1
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Role of "authorization.openshift.io" is deprecated.
kind: Role
metadata:
  name: reader
rules:
  - apiGroups: [""]
    resources: [configmaps]
    verbs: [get]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
rules:
  - apiGroups: [""]
    resources: [configmaps]
    verbs: [get]
`,
    },
    {
      title: "What has no equal is written anew",
      bad: `
apiVersion: apps.openshift.io/v1
            ^^^^^^^^^^^^^^^^^^^^ DeploymentConfig of "apps.openshift.io" is deprecated.
kind: DeploymentConfig
metadata:
  name: web
spec:
  replicas: 2
  selector:
    app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: build.openshift.io/v1
kind: BuildConfig
metadata:
  name: web
spec:
  strategy:
    jenkinsPipelineStrategy:
    ^^^^^^^^^^^^^^^^^^^^^^^ A Jenkins pipeline as a build is deprecated.
      jenkinsfile: node { }
`,
    },
    {
      title: "Other builds go on",
      good: `
apiVersion: build.openshift.io/v1
kind: BuildConfig
metadata:
  name: web
spec:
  strategy:
    dockerStrategy: {}
`,
    },
  ],
});
