import { services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "deprecated-load-balancer-ip",
  severity: "info",
  summary: "A load balancer should be given its address by its provider's own field.",
  presets: ["strict"],
  why: `\`loadBalancerIP\` is deprecated since Kubernetes 1.24: each provider understands it otherwise, many ignore it without a word, and it has room for one address only, so not for IPv4 and IPv6.
Where it is ignored the Service comes up at another address than the DNS, the firewall and the partners know.`,
  mend: `Use what your provider offers: \`metallb.io/loadBalancerIPs\`, \`service.beta.kubernetes.io/azure-load-balancer-ipv4\`, \`service.beta.kubernetes.io/aws-load-balancer-eip-allocations\`, \`networking.gke.io/load-balancer-ip-addresses\`.
Look whether the address is still the same afterwards.`,
  leave:
    "Leave it where your provider knows nothing else; the field stays until a version 2 of the API, which nobody has planned.",

  on: services,
  *check(service) {
    const address = service.at("spec", "loadBalancerIP");
    if (typeOf(service) !== "LoadBalancer" || (address.string ?? "") === "") return;

    yield {
      at: address,
      message: `Service "${service.name}" asks for its address by a field that some providers ignore.`,
      tag: "deprecated",
    };
  },

  examples: [
    {
      title: "Not every provider reads the field",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerIP: 203.0.113.7
                  ^^^^^^^^^^^ Service "web" asks for its address by a field that some providers ignore.
  selector:
    app: web
  ports:
    - port: 443
`,
    },
    {
      title: "Annotations are the providers' own",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    metallb.io/loadBalancerIPs: 203.0.113.7
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - port: 443
`,
    },
  ],
});
