import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "endless-audit-log",
  severity: "info",
  summary: "An audit log should not be able to fill the disk.",
  presets: ["strict"],
  fixable: "review",
  why: `Neither the number nor the age of old files is limited by default.
The log fills the disk of the control plane in the end, etcd stops writing, and the cluster with it; whoever may send requests can bring the day forward.`,
  mend: `Set \`--audit-log-maxbackup\` and \`--audit-log-maxage\`, with room for as many files of \`--audit-log-maxsize\` (100 MB by default).
Older files are deleted at the next rotation: ship them elsewhere first, if you must keep them longer.`,
  leave: `Leave it where something else on the node rotates or clears the files.`,

  on: component("kube-apiserver"),
  *check(server) {
    const log = server.setting("audit-log-path");
    if (log.text === "" || log.text === "-") return;
    const files = server.setting("audit-log-maxbackup");
    if (files.number > 0 || server.setting("audit-log-maxage").number > 0) return;

    yield {
      at: log.at,
      message: `${server.title} keeps every file of its audit log for ever.`,
      fixes: [
        {
          title: "Keep ten files of a month",
          safety: "review",
          changes: () => server.set({ "audit-log-maxage": "30", "audit-log-maxbackup": "10" }),
        },
      ],
    };
  },

  examples: [
    {
      title: "Old files are never deleted",
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
        - --audit-policy-file=/etc/kubernetes/audit.yaml
        - --audit-log-path=/var/log/audit.log
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server keeps every file of its audit log for ever.
        - --audit-log-maxsize=100
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
        - --audit-policy-file=/etc/kubernetes/audit.yaml
        - --audit-log-path=/var/log/audit.log
        - --audit-log-maxsize=100
        - --audit-log-maxage=30
        - --audit-log-maxbackup=10
`,
    },
    {
      title: "Standard output is the kubelet's to rotate",
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
        - --audit-policy-file=/etc/kubernetes/audit.yaml
        - --audit-log-path=-
`,
    },
    {
      title: "One limit will do",
      good: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: audit-policy-file
      value: /etc/kubernetes/audit.yaml
    - name: audit-log-path
      value: /var/log/audit.log
    - name: audit-log-maxage
      value: "30"
`,
    },
  ],
});
