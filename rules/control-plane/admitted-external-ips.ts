import { admissionOf, admits, component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "admitted-external-ips",
  severity: "info",
  summary: "Services should not be able to claim any address as their own.",
  presets: ["strict"],
  fixable: "review",
  why: `Whoever may create a Service can write any address into \`spec.externalIPs\`, and every node then sends the traffic for it to their pods: that of a database outside the cluster, of the cloud's metadata service, of another team's load balancer (CVE-2020-8554).
Kubernetes has no other remedy for it than to refuse the field.`,
  mend: `Add \`DenyServiceExternalIPs\` to \`--enable-admission-plugins\`.
Services that use \`externalIPs\` today keep them, but can get no new ones: list them first with \`kubectl get services -A -o wide\`.`,
  leave: `Leave it where a policy engine or a ValidatingAdmissionPolicy looks after \`externalIPs\`, or where the field is how addresses are given out.
Older editions of the CIS benchmark, and the tools that follow them, ask for the opposite by mistake.`,

  on: component("kube-apiserver"),
  *check(server) {
    if (admits(server, "DenyServiceExternalIPs")) return;

    const plugins = admissionOf(server);
    yield {
      at: plugins.at,
      message: `${server.title} lets a Service take the traffic of any address.`,
      fixes: [
        {
          title: "Enable DenyServiceExternalIPs",
          safety: "review",
          changes: () => plugins.with("DenyServiceExternalIPs"),
        },
      ],
    };
  },

  examples: [
    {
      title: "A Service may claim the address of another",
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
        - --enable-admission-plugins=NodeRestriction
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server lets a Service take the traffic of any address.
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
        - --enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs
`,
    },
    {
      title: "The plugin refuses the field",
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
        - --enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs
`,
    },
  ],
});
