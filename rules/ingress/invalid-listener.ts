import { annotation } from "../model/annotations.ts";
import { Proposal } from "../model/change.ts";
import { type Listener, listeners } from "../model/gateways.ts";
import type { Place } from "../model/place.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "invalid-listener",
  severity: "error",
  summary: "The listeners of a Gateway must fit their protocols and one another.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses the whole Gateway when one of its listeners contradicts itself or repeats another, so none of its routes is served.
A listener for HTTPS without a certificate is taken, but never programmed: its port stays shut.`,
  mend: `\`tls\` belongs to the protocols HTTPS and TLS; \`hostname\` to those and HTTP.
TLS that is handed through to the pods (\`mode: Passthrough\`) needs the protocol TLS and a TLSRoute, and no certificate here.
Every other listener for HTTPS or TLS needs \`certificateRefs\`, or an implementation's own \`options\`.`,
  leave: "Leave it where an implementation takes its certificate from a place that is not known here.",

  on: listeners,
  *check(listener) {
    const { place } = listener;
    const [protocol, tls, hostname] = [place.at("protocol"), place.at("tls"), place.at("hostname")];
    const isPlain = protocol.string !== undefined && ["HTTP", "TCP", "UDP"].includes(protocol.string);
    if (isPlain && tls.exists) yield plainWithTls(listener);
    if (["TCP", "UDP"].includes(protocol.string ?? "") && hostname.exists) {
      yield {
        at: hostname.named,
        message: `The API server refuses a hostname for protocol ${protocol.string}.`,
        fixes: [{ title: "Remove the hostname", safety: "review", changes: () => [{ at: hostname, remove: true }] }],
      };
    }
    if (["HTTPS", "TLS"].includes(protocol.string ?? "")) yield* certificate(listener);
    yield* repeated(listener);
  },

  examples: [
    {
      title: "TLS fits neither plain HTTP, nor TLS that is handed through HTTPS",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: web
      protocol: HTTP
                ^^^^ The API server refuses tls for protocol HTTP.
      port: 443
      tls:
        certificateRefs:
          - name: public-tls
    - name: through
      protocol: HTTPS
                ^^^^^ The API server refuses mode Passthrough for protocol HTTPS.
      port: 8443
      tls:
        mode: Passthrough
    - name: postgres
      protocol: TCP
      port: 5432
      hostname: db.example.com
      ^^^^^^^^ The API server refuses a hostname for protocol TCP.
`,
      fixed: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: web
      protocol: HTTPS
      port: 443
      tls:
        certificateRefs:
          - name: public-tls
    - name: through
      protocol: TLS
      port: 8443
      tls:
        mode: Passthrough
    - name: postgres
      protocol: TCP
      port: 5432
`,
    },
    {
      title: "Without a certificate there is no TLS, and one that is handed through needs none",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: shop
      protocol: HTTPS
      port: 443
      hostname: shop.example.com
      tls:
      ^^^ Listener "shop" has no certificate.
        mode: Terminate
    - name: till
            ^^^^ Listener "till" has no certificate.
      protocol: HTTPS
      port: 443
      hostname: till.example.com
    - name: through
      protocol: TLS
      port: 8443
      tls:
        mode: Passthrough
        certificateRefs:
        ^^^^^^^^^^^^^^^ Listener "through" hands TLS through, and so shows no certificate.
          - name: public-tls
`,
      fixed: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: shop
      protocol: HTTPS
      port: 443
      hostname: shop.example.com
      tls:
        mode: Terminate
        certificateRefs:
          - name: shop-tls
    - name: till
      protocol: HTTPS
      port: 443
      hostname: till.example.com
      tls:
        certificateRefs:
          - name: till-tls
    - name: through
      protocol: TLS
      port: 8443
      tls:
        mode: Passthrough
`,
    },
    {
      title: "Each listener has a name, and a port, protocol and host to itself",
      bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
            ~~~~ This is the other one.
            ~~~~ This is the other one.
      protocol: HTTP
      port: 80
    - name: http
            ^^^^ The API server refuses two listeners of the name "http".
      protocol: HTTP
      port: 8080
    - name: again
            ^^^^^ The API server refuses two listeners for one port, protocol and host.
      protocol: HTTP
      port: 80
`,
    },
    {
      title: "Google Cloud takes certificates from a map, and others from options",
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: google
  annotations:
    networking.gke.io/certmap: shop
spec:
  gatewayClassName: gke-l7-global-external-managed
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: other
spec:
  gatewayClassName: gke-l7-global-external-managed
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      tls:
        options:
          networking.gke.io/pre-shared-certs: shop
`,
    },
  ],
});

function plainWithTls({ place }: Listener): Finding {
  const at = place.at("protocol");
  const value = at.string === "HTTP" ? "HTTPS" : "TLS";
  return {
    at,
    message: `The API server refuses tls for protocol ${at.string}.`,
    fixes:
      at.string === "UDP"
        ? []
        : [{ title: `Set the protocol to ${value}`, safety: "review", changes: () => [{ at, value }] }],
  };
}

function* certificate({ gateway, place }: Listener): Iterable<Finding> {
  const [protocol, tls] = [place.at("protocol"), place.at("tls")];
  const references = tls.at("certificateRefs");
  const hasReferences = references.exists && references.children.length > 0;
  const isThrough = tls.at("mode").string === "Passthrough";
  if (isThrough && protocol.string === "HTTPS") {
    yield {
      at: protocol,
      message: "The API server refuses mode Passthrough for protocol HTTPS.",
      fixes: [{ title: "Set the protocol to TLS", safety: "review", changes: () => [{ at: protocol, value: "TLS" }] }],
    };
  } else if (isThrough && hasReferences) {
    yield {
      at: references.named,
      message: `Listener "${place.at("name").shown}" hands TLS through, and so shows no certificate.`,
      fixes: [{ title: "Remove the certificate", safety: "review", changes: () => [{ at: references, remove: true }] }],
    };
  } else if (!isThrough && !hasReferences && tls.at("options").children.length === 0) {
    if (annotation(gateway, "networking.gke.io/certmap").exists) return;
    const name = new Proposal(`${place.at("name").string ?? "listener"}-tls`);
    yield {
      at: tls.exists ? tls.named : tls,
      // Some implementations have their own ways to a certificate, where tls is not refused for it.
      ...(!tls.exists && { severity: "warning" }),
      message: `Listener "${place.at("name").shown}" has no certificate.`,
      fixes: [
        { title: "Name a certificate", safety: "choice", changes: () => [{ at: references, value: [{ name }] }] },
      ],
    };
  }
}

/** What a listener shares with one before it, though the API server wants it to be its own. */
function* repeated({ gateway, place }: Listener): Iterable<Finding> {
  const before = listeners(gateway).map((it) => it.place);
  const earlier = before.slice(0, before.indexOf(place));
  const like = (own: string, keyOf: (it: Place) => string) =>
    earlier.find((it) => ifKnown(() => keyOf(it), "") === own);
  const see = (it: Place) => [{ at: it.at("name"), message: "This is the other one." }];
  const name = place.at("name").string;
  const namesake = name === undefined ? undefined : like(name, (it) => it.at("name").string ?? "");
  if (namesake !== undefined) {
    yield {
      at: place.at("name"),
      message: `The API server refuses two listeners of the name "${name}".`,
      see: see(namesake),
    };
  }
  const twin = namesake === undefined && gateway.kind === "Gateway" ? like(ports(place), ports) : undefined;
  if (twin !== undefined) {
    const message = "The API server refuses two listeners for one port, protocol and host.";
    yield { at: place.at("name"), message, see: see(twin) };
  }
}

const ports = (it: Place): string =>
  JSON.stringify(["port", "protocol", "hostname"].map((step) => it.at(step).value ?? ""));
