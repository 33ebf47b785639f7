import { Proposal } from "../model/change.ts";
import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

const NEEDED = [
  { flag: "service-account-private-key-file", proposal: "/etc/kubernetes/pki/sa.key", lack: "with nothing at all" },
  { flag: "root-ca-file", proposal: "/etc/kubernetes/pki/ca.crt", lack: 'without "ca.crt"' },
] as const;

export default rule({
  id: "unfilled-token-secrets",
  severity: "info",
  summary: "The controller manager should have what it needs to fill token Secrets.",
  presets: ["strict"],
  fixable: "choice",
  why: `A Secret of the type \`kubernetes.io/service-account-token\` stays empty without the private key, and comes without \`ca.crt\` without the CA.
A program that logs in with it then fails, or is told to skip the verification of the API server's certificate so that it works, and speaks to whoever stands in between.`,
  mend: `Name the key that service accounts' tokens are signed with (\`--service-account-private-key-file\`) and the CA of the API server (\`--root-ca-file\`).
kubeadm names both.`,
  leave: `Leave it where nobody makes such Secrets: pods get their tokens from the API server without them, and without the key nobody can make tokens that never expire.`,

  on: component("kube-controller-manager"),
  *check(manager) {
    for (const { flag, proposal, lack } of NEEDED) {
      const file = manager.setting(flag);
      if (file.text !== "") continue;

      yield {
        at: file.at,
        message: `${manager.title} fills token Secrets ${lack}.`,
        fixes: [
          { title: `Name the file by --${flag}`, safety: "choice", changes: () => file.put(new Proposal(proposal)) },
        ],
      };
    }
  },

  examples: [
    {
      title: "A token Secret comes without the CA",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
            ^^^^^^^^^^^^^^^^^^^^^^^ The controller manager fills token Secrets without "ca.crt".
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --service-account-private-key-file=/etc/kubernetes/pki/sa.key
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --service-account-private-key-file=/etc/kubernetes/pki/sa.key
        - --root-ca-file=/etc/kubernetes/pki/ca.crt
`,
    },
    {
      title: "Without the key it stays empty",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
            ^^^^^^^^^^^^^^^^^^^^^^^ The controller manager fills token Secrets with nothing at all.
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --root-ca-file=/etc/kubernetes/pki/ca.crt
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --root-ca-file=/etc/kubernetes/pki/ca.crt
        - --service-account-private-key-file=/etc/kubernetes/pki/sa.key
`,
    },
    {
      title: "Both are there",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.36.0
      command:
        - kube-controller-manager
        - --root-ca-file=/pki/ca.crt
        - --service-account-private-key-file=/pki/sa.key
`,
    },
  ],
});
