import { globsSchema, matchesAny, told } from "../model/globs.ts";
import type { Step } from "../model/place.ts";
import { follow } from "../model/pods.ts";
import { type GroupKind, kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly hosts: readonly string[];
}

const INGRESS: readonly (readonly Step[])[] = [
  ["spec", "rules", "*", "host"],
  ["spec", "tls", "*", "hosts", "*"],
];
const HOSTNAMES: readonly (readonly Step[])[] = [["spec", "hostnames", "*"]];

/** Where each kind says for which hosts it answers. */
const HOSTS: Readonly<Record<GroupKind, readonly (readonly Step[])[]>> = {
  "networking.k8s.io/Ingress": INGRESS,
  "extensions/Ingress": INGRESS,
  "route.openshift.io/Route": [["spec", "host"]],
  "gateway.networking.k8s.io/Gateway": [["spec", "listeners", "*", "hostname"]],
  "gateway.networking.k8s.io/HTTPRoute": HOSTNAMES,
  "gateway.networking.k8s.io/GRPCRoute": HOSTNAMES,
  "gateway.networking.k8s.io/TLSRoute": HOSTNAMES,
};

export default rule<Resource, Options>({
  id: "unlisted-hostname",
  severity: "warning",
  summary: "An Ingress, a Gateway or a Route must answer for hosts of the organisation only.",
  options: {
    properties: {
      hosts: globsSchema("Hosts that may be answered for: `shop.example.com`, `*.shop.example.com`."),
    },
    required: ["hosts"],
  },
  why: `In a cluster of many teams, whoever answers first for a host gets its visitors, their cookies and their passwords, and with ACME even a certificate for it.
A host with a slip in it answers to nobody.`,
  mend: "Name a host that is yours, or have it added.",
  leave:
    "Leave it where an exception was made. Without a host, every host is answered for: `hostless-route` and `catch-all-ingress` say so.",

  on: kind(...Object.keys(HOSTS)),
  *check(resource, { options: { hosts } }) {
    for (const at of (HOSTS[resource.groupKind] ?? []).flatMap((path) => follow(resource.place, path))) {
      const host = at.string?.toLowerCase();
      if (host === undefined || host === "" || matchesAny(host, hosts)) continue;
      yield {
        at,
        message: `${resource.kind} "${resource.name}" answers for host "${host}", which is not ${told(hosts)}.`,
      };
    }
  },

  examples: [
    {
      title: "A host of others is not one's own",
      options: { hosts: ["*.shop.example.com"] },
      bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
    - hosts: [www.shop.example.com]
      secretName: web
  rules:
    - host: www.shop.example.com.evil.net
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ingress "web" answers for host "www.shop.example.com.evil.net", which is not "*.shop.example.com".
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: bank
spec:
  hostnames: [bank.example.com]
              ^^^^^^^^^^^^^^^^ HTTPRoute "bank" answers for host "bank.example.com", which is not "*.shop.example.com".
`,
    },
    {
      title: "A wildcard of one's own is",
      options: { hosts: ["*.shop.example.com"] },
      good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
spec:
  gatewayClassName: internal
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      hostname: "*.shop.example.com"
    - name: any
      port: 8080
      protocol: HTTP
`,
    },
  ],
});
