import { Proposal } from "../model/change.ts";
import { isOpenLoadBalancer, services } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "open-load-balancer",
  severity: "warning",
  summary: "A load balancer should say who may connect to it, or be internal.",
  presets: ["strict"],
  fixable: "choice",
  why: `Most clouds give a Service of type LoadBalancer a public address and let the whole internet connect.
Scanners find such an address within minutes: what was meant for colleagues or for another cluster is tried by everyone, without the TLS, the login and the rate limit that an Ingress would put before it.`,
  mend: `List who may connect in \`loadBalancerSourceRanges\`: everyone else is dropped by the cloud.
Or give the load balancer a private address by your cloud's annotation: \`networking.gke.io/load-balancer-type: Internal\`, \`service.beta.kubernetes.io/azure-load-balancer-internal: "true"\`, \`service.beta.kubernetes.io/aws-load-balancer-scheme: internal\`.
Some providers ignore the list; try it from outside.`,
  leave: `Leave it for what the world shall reach, as an ingress controller, and in networks of your own where the address is private anyway.
Nothing is said of a Service with a \`loadBalancerClass\` or with annotations of MetalLB and its like, whose networks a manifest does not show.`,

  on: services,
  *check(service) {
    if (!isOpenLoadBalancer(service)) return;

    const ranges = service.at("spec", "loadBalancerSourceRanges");
    const everyone = ranges.children.find((it) => it.string?.endsWith("/0"));
    yield {
      at: everyone ?? service.at("spec", "type"),
      message: `Anyone may connect to the load balancer of Service "${service.name}".`,
      fixes: [
        {
          title: "Say who may connect",
          safety: "choice",
          changes: () => [
            everyone === undefined
              ? { at: ranges, value: [new Proposal("10.0.0.0/8")] }
              : { at: everyone, value: new Proposal("10.0.0.0/8") },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "A load balancer is open to the internet unless it says otherwise",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: grafana
spec:
  type: LoadBalancer
        ^^^^^^^^^^^^ Anyone may connect to the load balancer of Service "grafana".
  selector:
    app: grafana
  ports:
    - port: 80
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: grafana
spec:
  type: LoadBalancer
  selector:
    app: grafana
  ports:
    - port: 80
  loadBalancerSourceRanges:
    - 10.0.0.0/8
`,
    },
    {
      title: "A range of all addresses is no restriction",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: grafana
spec:
  type: LoadBalancer
  selector:
    app: grafana
  ports:
    - port: 80
  loadBalancerSourceRanges:
    - 0.0.0.0/0
      ^^^^^^^^^ Anyone may connect to the load balancer of Service "grafana".
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: grafana
spec:
  type: LoadBalancer
  selector:
    app: grafana
  ports:
    - port: 80
  loadBalancerSourceRanges:
    - 10.0.0.0/8
`,
    },
    {
      title: "Ranges, private addresses and other makers of load balancers close it, or may",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: grafana
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [203.0.113.0/24]
  selector: { app: grafana }
  ports: [{ port: 80 }]
---
apiVersion: v1
kind: Service
metadata:
  name: on-azure
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
spec:
  type: LoadBalancer
  selector: { app: grafana }
  ports: [{ port: 80 }]
---
apiVersion: v1
kind: Service
metadata:
  name: on-aws
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: external
spec:
  type: LoadBalancer
  selector: { app: grafana }
  ports: [{ port: 80 }]
---
apiVersion: v1
kind: Service
metadata:
  name: at-home
spec:
  type: LoadBalancer
  loadBalancerClass: tailscale
  selector: { app: grafana }
  ports: [{ port: 80 }]
---
apiVersion: v1
kind: Service
metadata:
  name: old
  annotations:
    service.beta.kubernetes.io/load-balancer-source-ranges: 203.0.113.0/24, 198.51.100.0/24
spec:
  type: LoadBalancer
  selector: { app: grafana }
  ports: [{ port: 80 }]
`,
    },
    {
      title: "On AWS a scheme may open what is private by default",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: grafana
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: external
    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
spec:
  type: LoadBalancer
        ^^^^^^^^^^^^ Anyone may connect to the load balancer of Service "grafana".
  selector:
    app: grafana
  ports:
    - port: 80
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: grafana
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: external
    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
spec:
  type: LoadBalancer
  selector:
    app: grafana
  ports:
    - port: 80
  loadBalancerSourceRanges:
    - 10.0.0.0/8
`,
    },
  ],
});
