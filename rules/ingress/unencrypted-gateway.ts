import { Proposal, type Writable } from "../model/change.ts";
import { GATEWAY_API } from "../model/gateways.ts";
import { kind, type Resource } from "../model/resource.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "unencrypted-gateway",
  severity: "warning",
  summary: "A Gateway should listen for HTTPS.",
  presets: ["recommended"],
  fixable: "choice",
  why: `Without TLS, everyone on the way reads and changes what clients and the cluster say to each other: passwords, session cookies, the scripts of a page.
Each route that is attached to this Gateway, today's and tomorrow's, is served so.`,
  mend: `Add a listener of the protocol HTTPS with a certificate, and let the one for HTTP answer by an HTTPRoute with the filter \`RequestRedirect\`.
A route that names the listener it belongs to (\`sectionName\`) must name the new one.`,
  leave: `Leave it where something in front of the cluster speaks TLS to the clients, and for a Gateway that only pods reach.
A Gateway that listens for HTTPS beside HTTP is left in peace, because the routes decide what HTTP answers, and so are waypoints of a mesh.`,

  on: kind(`${GATEWAY_API}/Gateway`),
  *check(gateway) {
    const [first, ...others] = gateway.at("spec", "listeners").children;
    if (first === undefined || [first, ...others].some((it) => it.at("protocol").string !== "HTTP")) return;
    if ((gateway.at("spec", "allowedListeners", "namespaces", "from").value ?? "None") !== "None") return;
    if (ELSEWHERE.test(gateway.at("spec", "gatewayClassName").string ?? "")) return;

    yield {
      at: first.at("protocol"),
      message: `Gateway "${gateway.name}" listens for plain HTTP only.`,
      fixes: [addListener(gateway)],
    };
  },

  examples: [
    {
      title: "A Gateway that listens for HTTP alone serves everything in the clear",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      protocol: HTTP
                ^^^^ Gateway "public" listens for plain HTTP only.
      port: 80
      hostname: "*.example.com"
`,
      fixed: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      protocol: HTTP
      port: 80
      hostname: "*.example.com"
    - name: https
      protocol: HTTPS
      port: 443
      hostname: "*.example.com"
      tls:
        certificateRefs:
          - name: public-tls
`,
    },
    {
      title: "A listener for HTTP may redirect to one for HTTPS",
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      protocol: HTTP
      port: 80
    - name: https
      protocol: HTTPS
      port: 443
      tls:
        certificateRefs:
          - name: public-tls
`,
    },
    {
      title: "A ListenerSet may bring the listener for HTTPS",
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  allowedListeners:
    namespaces:
      from: Same
  listeners:
    - name: http
      protocol: HTTP
      port: 80
`,
    },
    {
      title: "A mesh encrypts by itself",
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
spec:
  gatewayClassName: istio-waypoint
  listeners:
    - name: mesh
      protocol: HTTP
      port: 15008
`,
    },
  ],
});

/** Classes whose traffic comes encrypted by other means: a mesh, AWS's VPC Lattice, a tunnel. */
const ELSEWHERE = /waypoint|lattice|tailscale|cloudflare/;

const addListener = (gateway: Resource): Fix => ({
  title: "Add a listener for HTTPS",
  safety: "choice",
  changes: () => {
    const list = gateway.at("spec", "listeners");
    const [first] = list.children;
    const own = (name: string): { readonly [key: string]: Writable } => {
      const value = first?.at(name).value as Writable | undefined;
      return value === undefined ? {} : { [name]: value };
    };
    const name = new Proposal(`${gateway.at("metadata", "name").string ?? "gateway"}-tls`);
    const tls = { certificateRefs: [{ name }] };
    const listener = { name: "https", protocol: "HTTPS", port: 443, ...own("hostname"), tls, ...own("allowedRoutes") };
    return [{ at: list.at(list.children.length), value: listener }];
  },
});
