import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

/** In seconds: more than the CIS Kubernetes Benchmark allows. */
const LONGEST = 300;

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, us: 0.000001, ns: 0.000000001 };

/** A duration as Go writes it (`1h30m`), in seconds; `NaN` for anything else. */
function seconds(text: string): number {
  if (!/^(?:[\d.]+(?:h|ms|us|ns|m|s))+$/.test(text)) return Number.NaN;
  const parts = text.matchAll(/([\d.]+)(h|ms|us|ns|m|s)/g);
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ""] ?? Number.NaN), 0);
}

export default rule({
  id: "long-request-timeout",
  severity: "info",
  summary: "The API server should give up a request in good time.",
  presets: ["strict"],
  fixable: "review",
  why: `Each request that is worked on holds memory and a seat among the few that may be served at once.
With a long timeout, some hundreds of slow requests, sent on purpose or by a controller gone wild, keep everybody else out.`,
  mend: `Remove \`--request-timeout\`: a minute is the default, and watches, \`exec\` and log streams are not bound by it.
Clients that list very many objects over a slow line may see 504: let them ask for pages (\`limit\`).`,
  leave: `Leave it where you have measured that some request needs the time.
Other tools want the flag to be written; its default is good.`,

  on: component("kube-apiserver"),
  *check(server) {
    const timeout = server.setting("request-timeout");
    if (!timeout.isWritten || !(seconds(timeout.text) > LONGEST)) return;

    yield {
      at: timeout.at,
      message: `${server.title} works on one request for up to ${timeout.text}.`,
      fixes: [{ title: "Leave it at a minute", safety: "review", changes: () => timeout.remove() }],
    };
  },

  examples: [
    {
      title: "Slow requests may hold the API server for an hour",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --request-timeout=1h0m0s
          ^^^^^^^^^^^^^^^^^^^^^^^^ The API server works on one request for up to 1h0m0s.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
`,
    },
    {
      title: "Five minutes are for large clusters",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --request-timeout=300s
`,
    },
  ],
});
