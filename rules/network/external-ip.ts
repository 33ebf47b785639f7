import { services } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "external-ip",
  severity: "warning",
  summary: "A Service should not claim addresses by `externalIPs`.",
  presets: ["recommended"],
  fixable: "review",
  why: `Nobody checks whose address stands in \`externalIPs\`: kube-proxy sends what any pod or node sends there to the Service's pods (CVE-2020-8554).
Whoever may create a Service so reads and answers the traffic of the whole cluster to a DNS server, an API or a registry outside, or to a pod of another tenant.
Kubernetes 1.36 warns of the field, and a later release will ignore it.`,
  mend: `Use a Service of type LoadBalancer, which MetalLB or kube-vip provide on bare metal, or a Gateway.
Callers that use the address get no answer once the field is gone: move them first.`,
  leave:
    "Leave it where the address is your own, routed to the nodes on purpose, and an admission policy says which Services may have one.",

  on: services,
  *check(service) {
    for (const address of service.at("spec", "externalIPs").children) {
      if (address.string === undefined) continue;
      yield {
        at: address,
        message: `Service "${service.name}" takes the cluster's traffic to ${address.string}.`,
        fixes: [{ title: "Give the address up", safety: "review", changes: () => [{ at: address, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A Service takes the traffic to a DNS server on the internet",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 53
      protocol: UDP
  externalIPs:
    - 8.8.8.8
      ^^^^^^^ Service "web" takes the cluster's traffic to 8.8.8.8.
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 53
      protocol: UDP
`,
    },
    {
      title: "A load balancer's address comes from its provider",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalIPs: []
  selector:
    app: web
  ports:
    - port: 443
`,
    },
  ],
});
