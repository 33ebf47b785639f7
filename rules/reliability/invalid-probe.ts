import type { Place } from "../model/place.ts";
import { type Handler, probes, TIMINGS } from "../model/probes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-probe",
  severity: "error",
  summary: "A probe should have numbers that the API server takes.",
  presets: ["recommended"],
  fixable: "review",
  why: "The API server refuses the whole workload: nothing is rolled out, and the old version goes on running.",
  mend: `A liveness or startup probe has succeeded after one success: drop its \`successThreshold\`.
Only liveness and startup probes may have a \`terminationGracePeriodSeconds\` of their own, for only they kill the container.
No number may be negative.`,
  leave: "There is no reason to leave it.",

  on: probes,
  *check(probe) {
    for (const { at, message } of faults(probe)) {
      yield {
        at,
        message,
        fixes: [{ title: `Remove ${at.step}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "Only a readiness probe may ask for more than one success",
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
        tcpSocket: { port: 8080 }
        successThreshold: 2
                          ^ The liveness probe of container "shop" must succeed 2 times, and the API server refuses any number but 1.
      readinessProbe:
        tcpSocket: { port: 8080 }
        successThreshold: 2
        initialDelaySeconds: -5
                             ^^ The readiness probe of container "shop" has a negative number, which the API server refuses.
        terminationGracePeriodSeconds: 10
                                       ^^ The readiness probe of container "shop" kills nobody, and the API server refuses its grace period.
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
        tcpSocket: { port: 8080 }
      readinessProbe:
        tcpSocket: { port: 8080 }
        successThreshold: 2
`,
    },
    {
      title: "A grace period of nothing is refused",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      startupProbe:
        tcpSocket: { port: 8080 }
        terminationGracePeriodSeconds: 0
                                       ^ The startup probe of container "shop" has a grace period below 1, which the API server refuses.
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
      startupProbe:
        tcpSocket: { port: 8080 }
`,
    },
    {
      title: "Where 0 stands, the default counts",
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
        periodSeconds: 0
        successThreshold: 0
        terminationGracePeriodSeconds: 5
`,
    },
  ],
});

function* faults({ at, kind, mention }: Handler): Iterable<{ at: Place; message: string }> {
  for (const name of TIMINGS) {
    const number = at(name).number ?? 0;
    if (number < 0)
      yield { at: at(name), message: `The ${mention} has a negative number, which the API server refuses.` };
  }
  const successes = at("successThreshold").number ?? 0;
  if (successes > 1 && kind !== "readinessProbe") {
    yield {
      at: at("successThreshold"),
      message: `The ${mention} must succeed ${successes} times, and the API server refuses any number but 1.`,
    };
  }
  const grace = at("terminationGracePeriodSeconds");
  if (!grace.exists) return;
  if (kind === "readinessProbe") {
    yield { at: grace, message: `The ${mention} kills nobody, and the API server refuses its grace period.` };
  } else if ((grace.number ?? 1) <= 0) {
    yield { at: grace, message: `The ${mention} has a grace period below 1, which the API server refuses.` };
  }
}
