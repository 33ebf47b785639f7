import { probes, timing } from "../model/probes.ts";
import { rule } from "../rule.ts";

/** From this many seconds on, a hang right after the start is left alone for too long. */
const LONG = 60;

export default rule({
  id: "late-liveness-probe",
  severity: "info",
  summary: "A container that starts slowly should have a startup probe, not a liveness probe that waits.",
  fixable: "review",
  why: `\`initialDelaySeconds\` of a liveness probe is waited for at each restart, even when the program was ready at once.
A container that hangs right after its start is left alone for all that time; one that starts more slowly than usual is killed over and over, and never comes up.`,
  mend: `Give the container a \`startupProbe\` that asks the same, and drop the delay: the liveness probe begins when the startup probe has succeeded for the first time.
The fix lets the startup probe try for as long as the delay was.
Raise its \`failureThreshold\` if the program sometimes takes longer.`,
  leave:
    "Leave it for a program that answers the probe before it is through with starting, and must not be asked too early.",

  on: probes,
  *check(probe) {
    const startup = probe.container.at("startupProbe");
    if (probe.kind !== "livenessProbe" || startup.exists) return;
    const delay = probe.at("initialDelaySeconds");
    const seconds = timing(probe, "initialDelaySeconds");
    if (seconds < LONG) return;

    const asked = (["exec", "httpGet", "tcpSocket", "grpc"] as const).filter((it) => probe.at(it).exists);
    const action = Object.fromEntries(asked.map((it) => [it, probe.at(it).value as Readonly<Record<string, string>>]));
    yield {
      at: delay,
      message: `The ${probe.mention} is put off by ${seconds} seconds at each start.`,
      fixes: [
        {
          title: "Add a startup probe in place of the delay",
          safety: "review",
          changes: () => [
            { at: delay, remove: true },
            { at: startup, value: { ...action, periodSeconds: 5, failureThreshold: Math.ceil(seconds / 5) } },
          ],
        },
      ],
    };
  },

  examples: [
    {
      title: "The delay is waited for at every restart",
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
        httpGet:
          path: /healthz
          port: 8080
        initialDelaySeconds: 120
                             ^^^ The liveness probe of container "shop" is put off by 120 seconds at each start.
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
      startupProbe:
        httpGet:
          path: /healthz
          port: 8080
        periodSeconds: 5
        failureThreshold: 24
`,
    },
    {
      title: "Where a startup probe stands, the author has thought of it",
      good: `
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
        failureThreshold: 60
      livenessProbe:
        tcpSocket: { port: 8080 }
        initialDelaySeconds: 90
`,
    },
    {
      title: "A readiness probe that waits kills nobody",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      readinessProbe:
        tcpSocket: { port: 8080 }
        initialDelaySeconds: 90
`,
    },
  ],
});
