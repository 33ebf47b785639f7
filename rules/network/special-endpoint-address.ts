import { special } from "../model/addresses.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** Every address that a manifest lists for a Service. */
const endpointAddresses = inKinds(
  new Set(["discovery.k8s.io/EndpointSlice", "Endpoints"]),
  (resource: Resource): readonly Place[] =>
    resource.groupKind === "Endpoints"
      ? resource
          .at("subsets")
          .children.flatMap((subset) => [
            ...subset.at("addresses").children,
            ...subset.at("notReadyAddresses").children,
          ])
          .map((it) => it.at("ip"))
      : resource.groupKind === "discovery.k8s.io/EndpointSlice"
        ? resource.at("endpoints").children.flatMap((endpoint) => endpoint.at("addresses").children)
        : [],
);

export default rule({
  id: "special-endpoint-address",
  severity: "error",
  summary: "An endpoint should have an address that leads to another machine.",
  presets: ["recommended"],
  why: `Who calls such a Service is sent to the node's own \`localhost\`, or to the metadata service that hands out its credentials (CVE-2021-25737).
The API server refuses these addresses since 1.21, so that the change is not made at all; before, everyone who may write endpoints could reach what listens on a node for nobody else.`,
  mend: `Write the address of the machine that is meant.
For a process on the nodes themselves, use the nodes' addresses, or let it be a pod.`,
  leave: "There is no reason to leave it: the API server does not take it.",

  on: endpointAddresses,
  *check(address) {
    const name = special(address.string ?? "");
    if (name !== undefined) yield { at: address, message: `${address.shown} is ${name}.` };
  },

  examples: [
    {
      title: "The node's own address is no endpoint, nor is its metadata service",
      bad: `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: metadata-1
  labels:
    kubernetes.io/service-name: metadata
addressType: IPv4
ports:
  - port: 80
endpoints:
  - addresses:
      - 169.254.169.254
        ^^^^^^^^^^^^^^^ 169.254.169.254 is a link-local address.
  - addresses:
      - 127.0.0.1
        ^^^^^^^^^ 127.0.0.1 is a loopback address.
`,
    },
    {
      title: "The older kind is checked as well",
      bad: `
apiVersion: v1
kind: Endpoints
metadata:
  name: kubelet
subsets:
  - addresses:
      - ip: 203.0.113.7
    notReadyAddresses:
      - ip: 127.0.0.1
            ^^^^^^^^^ 127.0.0.1 is a loopback address.
    ports:
      - port: 10250
`,
    },
    {
      title: "Other addresses lead somewhere",
      good: `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv6
ports:
  - port: 5432
endpoints:
  - addresses:
      - 2001:db8::7
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web-1
  labels:
    kubernetes.io/service-name: web
addressType: FQDN
ports: []
endpoints:
  - addresses:
      - web.example.com
`,
    },
  ],
});
