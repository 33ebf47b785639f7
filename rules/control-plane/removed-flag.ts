import { component } from "../model/control-plane.ts";
import { removedFlag } from "../model/removed-flags.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "removed-flag",
  severity: "error",
  summary: "A component should be given only flags that its version knows.",
  presets: ["recommended"],
  fixable: "review",
  why: `A component that is given a flag which it does not know writes \`unknown flag\` and exits.
A control plane that is upgraded with the old flag does not come back, and what the flag once did (\`--insecure-port\`, \`--basic-auth-file\`) was removed because it let anybody in.`,
  mend: `Remove the flag, or give the one that took its place.
What came of it is gone with its version, so nothing changes but that the component starts.
If something still counts on the old behaviour, a plain-HTTP port of the API server above all, mend that first.`,
  leave: `Leave it in manifests for a cluster older than the one that is set, or set the version that you have.
Other tools ask for \`--insecure-port=0\` or \`--kubelet-https=true\`; no version that Kubernetes supports starts with either.`,

  on: component("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet"),
  *check(component, { cluster: { kubernetes } }) {
    for (const { name, written } of component.flags) {
      const gone = removedFlag(component.program, name);
      if (gone === undefined || kubernetes < gone.since) continue;

      const { successor } = gone;
      yield {
        at: written.at,
        tag: "deprecated",
        message: `${component.title} has no flag "--${name}" since Kubernetes 1.${gone.since}, and does not start.`,
        fixes: [
          successor === undefined
            ? { title: `Remove --${name}`, safety: "review", changes: () => written.remove() }
            : {
                title: `Rename it to --${successor}`,
                safety: "review",
                changes: () => [...written.remove(), ...component.setting(successor).put(written.text())],
              },
        ],
      };
    }
  },

  examples: [
    {
      title: "The API server does not start with a flag that is gone",
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
        - --insecure-port=0
          ^^^^^^^^^^^^^^^^^ The API server has no flag "--insecure-port" since Kubernetes 1.24, and does not start.
        - --basic-auth-file
        - /etc/kubernetes/users.csv
          ^^^^^^^^^^^^^^^^^^^^^^^^^ The API server has no flag "--basic-auth-file" since Kubernetes 1.19, and does not start.
        - --logtostderr
          ^^^^^^^^^^^^^ The API server has no flag "--logtostderr" since Kubernetes 1.26, and does not start.
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
`,
    },
    {
      title: "A flag with another name keeps its value",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: experimental-encryption-provider-config
      value: /etc/kubernetes/pki/encryption.yaml
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server has no flag "--experimental-encryption-provider-config" since Kubernetes 1.24, and does not start.
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: encryption-provider-config
      value: /etc/kubernetes/pki/encryption.yaml
`,
    },
    {
      title: "The kubelet's flags go, too",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
nodeRegistration:
  kubeletExtraArgs:
    container-runtime: remote
                       ^^^^^^ The kubelet has no flag "--container-runtime" since Kubernetes 1.27, and does not start.
    node-ip: 10.0.0.4
`,
      fixed: `
apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
nodeRegistration:
  kubeletExtraArgs:
    node-ip: 10.0.0.4
`,
    },
    {
      title: "An older version still knows it",
      kubernetes: 32,
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
        - --cloud-provider=external
`,
    },
    {
      title: "Another program may have a flag of the same name",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.36.0
      command:
        - kube-scheduler
        - --cloud-provider=external
        - --v=2
`,
    },
  ],
});
