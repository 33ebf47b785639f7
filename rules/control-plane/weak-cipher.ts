import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

/** `tls.InsecureCipherSuites` of Go 1.24, by which Kubernetes' own documentation sorts them: https://pkg.go.dev/crypto/tls#InsecureCipherSuites. */
const INSECURE: ReadonlySet<string> = new Set([
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
  "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
  "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
  "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
  "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
  "TLS_RSA_WITH_AES_128_CBC_SHA",
  "TLS_RSA_WITH_AES_128_CBC_SHA256",
  "TLS_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_RSA_WITH_AES_256_CBC_SHA",
  "TLS_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_RSA_WITH_RC4_128_SHA",
]);

export default rule({
  id: "weak-cipher",
  severity: "warning",
  summary: "A server of the control plane should offer no broken cipher.",
  presets: ["recommended"],
  fixable: "review",
  why: `RC4 and 3DES can be broken (CVE-2013-2566, CVE-2016-2183), the CBC suites with SHA-256 leak by their timing (CVE-2013-0169), and RSA key exchange lets whoever gets the server's key later read all that was recorded before.
An attacker in between makes both sides choose the weakest that they have in common.`,
  mend: `Take these names out of the list.
If the list is empty then, the flag goes with it: the defaults of Go are good, and hold no such cipher.
Clients older than about 2014 can no longer connect.`,
  leave: `Leave it for a client that knows nothing better, behind a network that you trust.
Other tools want the list to be written; without it, the defaults are as good, and TLS 1.3 has no such list at all.`,

  on: component("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet"),
  *check(server) {
    const ciphers = server.setting(server.program === "etcd" ? "cipher-suites" : "tls-cipher-suites");
    const { items } = ciphers;
    const weak = items.filter(({ text }) => INSECURE.has(text));
    for (const { text, at } of weak) {
      yield {
        at,
        message: `${server.title} offers the cipher "${text}", which Go counts as insecure.`,
        fixes: [
          {
            title: "Remove the insecure ciphers",
            safety: "review",
            changes: () => ciphers.without(...weak.map((it) => it.text)),
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "Two of the three are broken",
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
        - --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_3DES_EDE_CBC_SHA
                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server offers the cipher "TLS_RSA_WITH_AES_128_GCM_SHA256", which Go counts as insecure.
                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server offers the cipher "TLS_RSA_WITH_3DES_EDE_CBC_SHA", which Go counts as insecure.
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
        - --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
`,
    },
    {
      title: "If none is left, the defaults are good",
      bad: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
tlsCipherSuites:
  - TLS_RSA_WITH_RC4_128_SHA
    ^^^^^^^^^^^^^^^^^^^^^^^^ The kubelet offers the cipher "TLS_RSA_WITH_RC4_128_SHA", which Go counts as insecure.
`,
      fixed: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
`,
    },
    {
      title: "For etcd, the flag is called something else",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: etcd
      image: registry.k8s.io/etcd:3.6.5-0
      command:
        - etcd
        - --cipher-suites
        - TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_RSA_WITH_AES_256_CBC_SHA
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd offers the cipher "TLS_RSA_WITH_AES_256_CBC_SHA", which Go counts as insecure.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: etcd
      image: registry.k8s.io/etcd:3.6.5-0
      command:
        - etcd
        - --cipher-suites
        - TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
`,
    },
    {
      title: "These are good, and so is no list",
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
        - --tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
---
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
  ],
});
