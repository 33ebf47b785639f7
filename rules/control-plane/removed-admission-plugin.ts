import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

/** Plugins that are gone, and the first version without each: the changelogs of Kubernetes. */
const REMOVED: ReadonlyMap<string, number> = new Map([
  ["DenyEscalatingExec", 21],
  ["DenyExecOnPrivileged", 21],
  ["Initializers", 14],
  ["PodPreset", 20],
  ["PodSecurityPolicy", 25],
  ["SecurityContextDeny", 30],
]);

export default rule({
  id: "removed-admission-plugin",
  severity: "error",
  summary: "The API server should be asked only for admission plugins that its version has.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses to start when a list names a plugin that it does not have: \`unknown admission plugin\`.
An upgrade then ends with no API server, and those who think that PodSecurityPolicy still guards their pods find that nothing does.`,
  mend: `Remove the name.
PodSecurity, which is on by default, does the work of PodSecurityPolicy and SecurityContextDeny: give each namespace its label \`pod-security.kubernetes.io/enforce\` first.`,
  leave: `Leave it in manifests for a cluster older than the one that is set.
Other tools still ask for both plugins to be enabled.`,

  on: component("kube-apiserver"),
  *check(server, { cluster: { kubernetes } }) {
    for (const flag of ["enable-admission-plugins", "disable-admission-plugins", "admission-control"]) {
      const plugins = server.setting(flag);
      for (const { text, at } of plugins.isWritten ? plugins.items : []) {
        const since = REMOVED.get(text);
        if (since === undefined || kubernetes < since) continue;

        yield {
          at,
          tag: "deprecated",
          message: `Admission plugin "${text}" is gone since Kubernetes 1.${since}, and the API server does not start.`,
          fixes: [{ title: `Remove ${text}`, safety: "review", changes: () => plugins.without(text) }],
        };
      }
    }
  },

  examples: [
    {
      title: "No API server of today has PodSecurityPolicy",
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
        - --enable-admission-plugins=NodeRestriction,PodSecurityPolicy
                                                     ^^^^^^^^^^^^^^^^^ Admission plugin "PodSecurityPolicy" is gone since Kubernetes 1.25, and the API server does not start.
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
        - --enable-admission-plugins=NodeRestriction
`,
    },
    {
      title: "SecurityContextDeny is gone, too",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: enable-admission-plugins
      value: SecurityContextDeny
             ^^^^^^^^^^^^^^^^^^^ Admission plugin "SecurityContextDeny" is gone since Kubernetes 1.30, and the API server does not start.
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
      title: "An older version has it",
      kubernetes: 29,
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
        - --enable-admission-plugins=NodeRestriction,SecurityContextDeny
`,
    },
  ],
});
