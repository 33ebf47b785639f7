import { component } from "../model/control-plane.ts";
import { isOpenAddress } from "../model/endpoints.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "plain-etcd-connection",
  severity: "error",
  summary: "The API server should speak to etcd over TLS.",
  presets: ["recommended"],
  why: `Everything in the cluster passes along this line, every Secret among it.
Whoever can listen on it reads them all; and an etcd that takes plain HTTP takes it from everyone, so whoever reaches its port can also write, and make themselves administrator.`,
  mend: `Give etcd a certificate and a CA for its clients (\`etcd-without-tls\` says how), write \`https://\` here, and name \`--etcd-cafile\`, \`--etcd-certfile\` and \`--etcd-keyfile\`.
The API server is away for a moment while both restart.`,
  leave: `Leave it nowhere but in a cluster for tests on one machine.
Addresses of the machine itself are not reported.`,

  on: component("kube-apiserver"),
  *check(server) {
    for (const { text, at } of server.setting("etcd-servers").items) {
      if (!isOpenAddress(text)) continue;
      yield { at, message: `${server.title} speaks to etcd at "${text}" in plain text.` };
    }
  },

  examples: [
    {
      title: "Every Secret passes here for all to read",
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
        - --etcd-servers=https://10.0.0.4:2379,http://10.0.0.5:2379
                                               ^^^^^^^^^^^^^^^^^^^^ The API server speaks to etcd at "http://10.0.0.5:2379" in plain text.
`,
    },
    {
      title: "On the machine itself nobody stands in between, and a socket is no network",
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
        - --etcd-servers=http://127.0.0.1:2379
---
apiVersion: v1
kind: Pod
metadata:
  name: small
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --etcd-servers=unix:///run/kine/kine.sock
`,
    },
  ],
});
