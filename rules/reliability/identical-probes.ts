import { Proposal } from "../model/change.ts";
import { handler, isSameAction, patience, probes, timing } from "../model/probes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "identical-probes",
  severity: "info",
  summary: "A liveness probe should be more patient than the readiness probe that asks the same.",
  presets: ["strict"],
  fixable: "choice",
  why: `Where both probes ask the same and lose patience at the same moment, the readiness probe is good for nothing: a container that is slow for half a minute is killed instead of being spared requests until it has caught up.
Under heavy load all replicas are killed one after the other, each restart leaves more load for the rest, and the service is gone.
If the question touches a database, its outage restarts every pod that needs it.`,
  mend: `Raise the \`failureThreshold\` of the liveness probe, so that a container is first taken out of the Service and only killed when it does not recover; or ask it something that only a hung process fails.
The fix proposes three times the patience of the readiness probe.
A process that really hangs is restarted later by as much.`,
  leave: "Leave it where a restart is quick and cures what makes the program slow.",

  on: probes,
  *check(probe) {
    if (probe.kind !== "livenessProbe") return;
    const readiness = handler(probe.container, "readinessProbe");
    if (readiness === undefined || !isSameAction(probe, readiness) || patience(probe) > patience(readiness)) return;

    const threshold = probe.at("failureThreshold");
    const patient = Math.ceil((3 * patience(readiness)) / timing(probe, "periodSeconds"));
    yield {
      at: probe.place.named,
      message: `The ${probe.mention} kills it as soon as the readiness probe takes it out.`,
      see: [{ at: readiness.place.named, message: "This asks the same." }],
      fixes: [
        {
          title: "Make the liveness probe more patient",
          safety: "choice",
          changes: () => [{ at: threshold, value: new Proposal(patient) }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A container that is slow is killed before it is spared",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
      ^^^^^^^^^^^^^ The liveness probe of container "shop" kills it as soon as the readiness probe takes it out.
        httpGet:
          path: /healthz
          port: 8080
      readinessProbe:
      ~~~~~~~~~~~~~~ This asks the same.
        httpGet:
          port: 8080
          path: /healthz
          scheme: HTTP
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
        httpGet:
          path: /healthz
          port: 8080
        failureThreshold: 9
      readinessProbe:
        httpGet:
          port: 8080
          path: /healthz
          scheme: HTTP
`,
    },
    {
      title: "The same question may be asked with more patience",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
        tcpSocket: { port: 8080 }
        failureThreshold: 10
      readinessProbe:
        tcpSocket: { port: 8080 }
`,
    },
    {
      title: "Two questions are two probes",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
        httpGet: { path: /livez, port: 8080 }
      readinessProbe:
        httpGet: { path: /readyz, port: 8080 }
`,
    },
  ],
});
