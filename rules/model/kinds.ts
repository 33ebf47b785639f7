/** API groups (or their ends, after a dot) whose kinds are files for a tool: they are never applied to a cluster. */
const LOCAL_GROUPS: readonly string[] = [
  "kustomize.config.k8s.io",
  "kind.x-k8s.io",
  "kubeadm.k8s.io",
  "kubelet.config.k8s.io",
  "kubeproxy.config.k8s.io",
  "kubescheduler.config.k8s.io",
  "kubecontrollermanager.config.k8s.io",
  "controllermanager.config.k8s.io",
  "apiserver.config.k8s.io",
  "apiserver.k8s.io",
  "audit.k8s.io",
  "pod-security.admission.config.k8s.io",
  "resourcequota.admission.k8s.io",
  "eventratelimit.admission.k8s.io",
  "imagepolicy.k8s.io",
  "client.authentication.k8s.io",
  "credentialprovider.kubelet.k8s.io",
  "config.kubernetes.io",
  "kpt.dev",
  "fn.kpt.dev",
  "skaffold",
  "eksctl.io",
  "backstage.io",
  "kuttl.dev",
  "k3d.io",
  "k0s.k0sproject.io",
  "k0sctl.k0sproject.io",
  "cli.kyverno.io",
  "chainsaw.kyverno.io",
  "test.gatekeeper.sh",
  "minikube.sigs.k8s.io",
  "devspace",
  "tanka.dev",
  "krew.googlecontainertools.github.com",
];

/** Local kinds of groups that also have others, and of no group at all. */
const LOCAL_KINDS: ReadonlySet<string> = new Set([
  "/Config",
  "/Preferences",
  "/Template",
  "template.openshift.io/Template",
  "imagepolicy.k8s.io/ImagePolicyWebhook",
]);

/** Whether a kind is a file for a tool and never reaches an API server; an OpenShift Template reaches one only when it is filled in. */
export function keptLocal(group: string, kind: string): boolean {
  if (LOCAL_KINDS.has(`${group}/${kind}`)) return true;
  return LOCAL_GROUPS.some((it) => group === it || group.endsWith(`.${it}`));
}
