import { admits, component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

/** Plugins that are on by default, and what each does: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/. */
const DUTIES: ReadonlyMap<string, string> = new Map([
  ["CertificateApproval", "asks whether someone may approve a certificate"],
  ["CertificateSigning", "asks whether someone may sign a certificate"],
  ["CertificateSubjectRestriction", "keeps certificates from making administrators"],
  ["LimitRanger", "gives pods the limits of their namespace"],
  ["MutatingAdmissionWebhook", "asks the webhooks that change objects"],
  ["NamespaceLifecycle", "keeps objects out of namespaces that are being deleted"],
  ["PodSecurity", "holds pods to the level of their namespace"],
  ["ResourceQuota", "holds namespaces to their quota"],
  ["ServiceAccount", "gives pods their service account and checks its tokens"],
  ["ValidatingAdmissionPolicy", "applies the policies of the cluster"],
  ["ValidatingAdmissionWebhook", "asks the webhooks that refuse objects"],
]);

export default rule({
  id: "disabled-admission-plugin",
  severity: "warning",
  summary: "The admission plugins that guard a cluster by default should stay on.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server runs these plugins unless it is told not to.
Without PodSecurity the labels of a namespace mean nothing, and a privileged pod is admitted to one that is marked \`restricted\`.
Without ServiceAccount a pod may name any Secret as its token, and without the webhooks no policy engine is asked.`,
  mend: `Take the plugin out of \`--disable-admission-plugins\`.
Objects that it would have refused go on running, but cannot be made again: try them with \`kubectl apply --dry-run=server\` first.`,
  leave: `Leave it where something else does the plugin's work for every object, and you know what.`,

  on: component("kube-apiserver"),
  *check(server) {
    const disabled = server.setting("disable-admission-plugins");
    for (const { text, at } of disabled.items) {
      const duty = DUTIES.get(text);
      if (duty === undefined || admits(server, text, true)) continue;

      yield {
        at,
        message: `Admission plugin "${text}", which ${duty}, is switched off.`,
        fixes: [{ title: `Leave ${text} on`, safety: "review", changes: () => disabled.without(text) }],
      };
    }
  },

  examples: [
    {
      title: "Without PodSecurity, the label of a namespace holds nobody back",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --disable-admission-plugins=DefaultStorageClass,PodSecurity
                                                          ^^^^^^^^^^^ Admission plugin "PodSecurity", which holds pods to the level of their namespace, is switched off.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --disable-admission-plugins=DefaultStorageClass
`,
    },
    {
      title: "If it is the only one, the flag goes with it",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: disable-admission-plugins
      value: ServiceAccount
             ^^^^^^^^^^^^^^ Admission plugin "ServiceAccount", which gives pods their service account and checks its tokens, is switched off.
    - name: v
      value: "2"
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: v
      value: "2"
`,
    },
    {
      title: "What is enabled, too, stays on, and some plugins are a matter of convenience",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --enable-admission-plugins=NamespaceLifecycle
        - --disable-admission-plugins=NamespaceLifecycle,DefaultStorageClass
`,
    },
  ],
});
