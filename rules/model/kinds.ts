/** API groups whose kinds are files for a tool: they are never applied to a cluster. */
const LOCAL_GROUPS: ReadonlySet<string> = new Set([
  "admission.config.k8s.io",
  "apiserver.config.k8s.io",
  "apiserver.k8s.io",
  "audit.k8s.io",
  "backstage.io",
  "bootstrap.aws.infrastructure.cluster.x-k8s.io",
  "chainsaw.kyverno.io",
  "cli.kyverno.io",
  "client.authentication.k8s.io",
  "clusterctl.cluster.x-k8s.io",
  "componentconfig",
  "config.jobset.x-k8s.io",
  "config.kubernetes.io",
  "config.kueue.x-k8s.io",
  "controller-runtime.sigs.k8s.io",
  "controllermanager.config.k8s.io",
  "credentialprovider.kubelet.k8s.io",
  "ctlptl.dev",
  "descheduler",
  "eksctl.io",
  "eventratelimit.admission.k8s.io",
  "fn.kpt.dev",
  "garden.io",
  "helm-chart-toolbox.grafana.com",
  "imagepolicy.k8s.io",
  "internal.gateway.networking.k8s.io",
  "k0s.k0sproject.io",
  "k0sctl.k0sproject.io",
  "k3d.io",
  "kapp.k14s.io",
  "kbld.k14s.io",
  "kind.sigs.k8s.io",
  "kind.x-k8s.io",
  "kpt.dev",
  "krew.googlecontainertools.github.com",
  "kubeadm.k8s.io",
  "kubecontrollermanager.config.k8s.io",
  "kubelet.config.k8s.io",
  "kubeproxy.config.k8s.io",
  "kubescheduler.config.k8s.io",
  "kustomize.config.k8s.io",
  "kuttl.dev",
  "mcpchecker",
  "meta.pkg.crossplane.io",
  "minikube.sigs.k8s.io",
  "pod-security.admission.config.k8s.io",
  "release-notes",
  "resourcequota.admission.k8s.io",
  "scorecard.operatorframework.io",
  "skaffold",
  "tanka.dev",
  "test.gatekeeper.sh",
  "vendir.k14s.io",
]);

/** Ends of groups whose kinds are local, too. */
const LOCAL_DOMAINS: readonly string[] = [".backstage.io", ".config.kubernetes.io"];

/** Local kinds of groups that also have others, and of no group at all. */
const LOCAL_KINDS: ReadonlySet<string> = new Set([
  "/Config",
  "/EncryptionConfig",
  "/Policy",
  "/Preferences",
  "/Template",
  "argoproj.io/ConfigManagementPlugin",
  "config.kubeflow.org/KatibConfig",
  "gateway.envoyproxy.io/EnvoyGateway",
  "gateway.networking.k8s.io/ConformanceReport",
  "multicluster.crd.antrea.io/MultiClusterConfig",
  "policy.open-cluster-management.io/PolicyGenerator",
  "template.openshift.io/Template",
]);

/** What Kustomize's built-in plugins are configured with: kinds of the version `builtin`, of no group. */
const KUSTOMIZE_PLUGIN = /(?:Transformer|Generator)$/;

/** Whether a kind is a file for a tool and never reaches an API server; an OpenShift Template reaches one only when it is filled in. */
export function keptLocal(group: string, kind: string): boolean {
  if (LOCAL_GROUPS.has(group) || LOCAL_KINDS.has(`${group}/${kind}`)) return true;
  if (group === "") return KUSTOMIZE_PLUGIN.test(kind);
  return LOCAL_DOMAINS.some((it) => group.endsWith(it));
}
