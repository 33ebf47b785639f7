import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unaudited-api-server",
  severity: "warning",
  summary: "The API server should write down who did what.",
  presets: ["strict"],
  fixable: "choice",
  why: `Without an audit log nobody can tell who read a Secret, who opened a shell in a pod, or by which account an intruder came in.
After a break-in you then know neither what was taken nor what was left behind, and must rebuild everything.
A policy and a place to write are both needed: one without the other records nothing, and says nothing of it.`,
  mend: `Write an audit policy, give its path by \`--audit-policy-file\`, and let the log go to a file, to standard output (\`-\`) or to a webhook.
Both files must be mounted into the pod (\`hostPath\`, or \`extraVolumes\` of kubeadm): without the policy the API server does not start.
Audit costs memory for each request and may write gigabytes a day: see \`audit-policy-gaps\`, \`short-audit-log\` and \`endless-audit-log\`.`,
  leave: `Leave it where a managed control plane keeps the log for you, and in clusters that live for an hour.`,

  on: component("kube-apiserver"),
  *check(server) {
    const policy = server.setting("audit-policy-file");
    const log = server.setting("audit-log-path");
    const webhook = server.setting("audit-webhook-config-file");
    if (policy.text === "") {
      yield { at: policy.at, message: `${server.title} has no audit policy, and so keeps no record of requests.` };
    } else if (log.text === "" && webhook.text === "") {
      yield {
        at: policy.at,
        message: `${server.title} has an audit policy, but nowhere to write.`,
        fixes: [
          {
            title: "Write the audit log",
            safety: "choice",
            changes: () => log.put(new Proposal("-")),
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A policy alone records nothing",
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
        - --audit-policy-file=/etc/kubernetes/audit-policy.yaml
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server has an audit policy, but nowhere to write.
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
        - --audit-policy-file=/etc/kubernetes/audit-policy.yaml
        - --audit-log-path=-
`,
    },
    {
      title: "A place to write is of no use without a policy",
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
            ^^^^^^^^^^^^^^ The API server has no audit policy, and so keeps no record of requests.
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --audit-log-path=/var/log/kubernetes/audit.log
`,
    },
    {
      title: "By itself kubeadm asks for neither",
      bad: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
      ^^^^^^^^^^^^^^^^^^^^ The API server has no audit policy, and so keeps no record of requests.
networking:
  podSubnet: 10.244.0.0/16
`,
    },
    {
      title: "A webhook is a place to write",
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
        - --audit-policy-file
        - /etc/kubernetes/audit-policy.yaml
        - --audit-webhook-config-file
        - /etc/kubernetes/audit-webhook.yaml
`,
    },
    {
      title: "What a variable brings is not known",
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
        - --authorization-mode=Node,RBAC
        - $(AUDIT_FLAGS)
`,
    },
  ],
});
