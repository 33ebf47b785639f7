import { Proposal } from "../model/change.ts";
import { isOpenLoadBalancer, protocolOf, type ServicePort, servicePorts, services } from "../model/services.ts";
import { BACKENDS, REMOTE_LOGINS } from "../model/well-known-ports.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "public-backend-port",
  severity: "error",
  summary: "A database, a cache or a shell should not be offered to the internet.",
  presets: ["recommended"],
  fixable: "choice",
  replaces: ["open-load-balancer"],
  why: `Most clouds give a Service of type LoadBalancer a public address that takes connections from everywhere.
Databases and caches on such addresses are found within hours, copied, deleted and held to ransom, as tens of thousands of MongoDB and Elasticsearch servers have been; Redis and the Docker daemon run what a caller without a password sends them, and so hand over the pod or the node.`,
  mend: `Make it a ClusterIP Service, if callers are in the cluster.
If they are outside, list their addresses in \`loadBalancerSourceRanges\`, or give the load balancer a private address by your cloud's annotation: everyone else is refused from then on.`,
  leave: `Leave it where a port of the list is taken by something else that is meant for everyone, and where the network keeps strangers out.
Ports are told by their numbers, as a manifest says no more of them.`,

  on: services,
  *check(service) {
    if (!isOpenLoadBalancer(service)) return;

    const ranges = service.at("spec", "loadBalancerSourceRanges");
    for (const port of servicePorts(service)) {
      const found = backendOf(port);
      if (found === undefined) continue;
      yield {
        at: found.at,
        message: `Service "${service.name}" offers ${found.name} to everyone who finds its load balancer.`,
        fixes: [
          {
            title: "Say who may connect",
            safety: "choice",
            changes: () => [{ at: ranges, value: [new Proposal("10.0.0.0/8")] }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A database on a public address is found within hours",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: LoadBalancer
  selector:
    app: db
  ports:
    - port: 5432
            ^^^^ Service "db" offers PostgreSQL to everyone who finds its load balancer.
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: LoadBalancer
  selector:
    app: db
  ports:
    - port: 5432
  loadBalancerSourceRanges:
    - 10.0.0.0/8
`,
    },
    {
      title: "Another number before it hides nothing",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  type: LoadBalancer
  selector:
    app: cache
  ports:
    - name: redis
      port: 80
      targetPort: 6379
                  ^^^^ Service "cache" offers Redis to everyone who finds its load balancer.
    - name: ssh
      port: 22
            ^^ Service "cache" offers SSH to everyone who finds its load balancer.
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  type: LoadBalancer
  selector:
    app: cache
  ports:
    - name: redis
      port: 80
      targetPort: 6379
    - name: ssh
      port: 22
  loadBalancerSourceRanges:
    - 10.0.0.0/8
`,
    },
    {
      title: "Behind a list, on a private address, in the cluster, or over UDP it is another matter",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [203.0.113.7/32]
  selector: { app: db }
  ports: [{ port: 5432 }]
---
apiVersion: v1
kind: Service
metadata:
  name: db-internal
  annotations:
    networking.gke.io/load-balancer-type: Internal
spec:
  type: LoadBalancer
  selector: { app: db }
  ports: [{ port: 5432 }]
---
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector: { app: cache }
  ports: [{ port: 6379 }]
---
apiVersion: v1
kind: Service
metadata:
  name: game
spec:
  type: LoadBalancer
  selector: { app: game }
  ports: [{ port: 9200, protocol: UDP, name: game }, { port: 443, name: web }]
`,
    },
  ],
});

/** What a port is known for, and which of its numbers tells. */
function backendOf(port: ServicePort) {
  if (protocolOf(port) !== "TCP") return undefined;
  for (const at of [port.at("port"), port.at("targetPort")]) {
    const name = BACKENDS[at.number ?? 0] ?? REMOTE_LOGINS[at.number ?? 0];
    if (name !== undefined) return { at, name };
  }
  return undefined;
}
