import type { Place } from "../model/place.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "optional-mtls",
  severity: "warning",
  summary: "A workload in the mesh should take no connections but mutual TLS.",
  presets: ["recommended"],
  fixable: "review",
  why: `With \`PERMISSIVE\` a workload takes plain text as well, and with \`DISABLE\` nothing else.
Whoever has taken over any pod of the cluster, in the mesh or not, may then connect without a certificate: rules that go by the caller's identity do not know it, and whoever reads the network on the way reads the traffic.`,
  mend: `Write \`STRICT\`.
Callers without a sidecar (a Prometheus or an ingress controller outside of the mesh, pods that were never restarted) are refused then with a connection reset: look for \`connection_security_policy="none"\` in \`istio_requests_total\` first.
The kubelet's probes go on to work, as Istio rewrites them.`,
  leave: `Leave it while workloads move into the mesh, and for single ports that someone outside must reach.
A mode that is left out, or \`UNSET\`, is that of the namespace or the mesh, and is not reported.`,

  on: kind("security.istio.io/PeerAuthentication"),
  *check(policy) {
    const ports = policy.at("spec", "portLevelMtls").children;
    for (const mtls of [policy.at("spec", "mtls"), ...ports]) {
      const mode = mtls.at("mode");
      const message = MESSAGES[mode.string ?? ""];
      if (message === undefined) continue;
      yield {
        at: mode,
        message: message(whoOf(mtls)),
        fixes: [{ title: "Take mutual TLS only", safety: "review", changes: () => [{ at: mode, value: "STRICT" }] }],
      };
    }
  },

  examples: [
    {
      title: "What is permissive takes plain text",
      bad: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: PERMISSIVE
          ^^^^^^^^^^ The workload takes plain text as well as mutual TLS.
`,
      fixed: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: STRICT
`,
    },
    {
      title: "One port may be open while the others are not",
      bad: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  mtls:
    mode: STRICT
  portLevelMtls:
    8080:
      mode: DISABLE
            ^^^^^^^ Port 8080 takes plain text only.
`,
      fixed: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  mtls:
    mode: STRICT
  portLevelMtls:
    8080:
      mode: STRICT
`,
    },
    {
      title: "What is unset is decided elsewhere",
      good: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: UNSET
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
`,
    },
  ],
});

const MESSAGES: Readonly<Record<string, (who: string) => string>> = {
  PERMISSIVE: (who) => `${who} takes plain text as well as mutual TLS.`,
  DISABLE: (who) => `${who} takes plain text only.`,
};

const whoOf = (mtls: Place): string => (mtls.step === "mtls" ? "The workload" : `Port ${mtls.step}`);
