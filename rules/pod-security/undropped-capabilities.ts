import { capabilities } from "../model/capabilities.ts";
import type { Change } from "../model/change.ts";
import { type Container, containers } from "../model/pods.ts";
import { isPrivileged, security, titleOf, valueOrName } from "../model/security-context.ts";
import { needsNoLinuxSettings } from "../model/windows.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "undropped-capabilities",
  severity: "warning",
  summary: "A container must drop all capabilities that it does not ask for.",
  presets: ["recommended", "pod-security-restricted"],
  fixable: "review",
  why: `A container that drops nothing holds what its runtime grants: about fourteen parts of root's power, among them to change any file's owner, to become any user, to send forged packets.
Hardly any process uses one of them, but whoever takes it over does: \`NET_RAW\` alone is enough to answer DNS in the name of others on some networks.`,
  mend: `Drop \`ALL\`, and add back by name what the process turns out to need.
A process that starts as root and then changes its user, or changes owners of files, stops with \`operation not permitted\`; one that runs as its own user on a port above 1023 notices nothing.
\`ALL\` covers everything else in the list; runtimes know it in any case, Pod Security in capitals only.`,
  leave:
    "Leave it where an image starts as root and needs most of what the runtime grants, and you cannot change the image; drop at least `NET_RAW` then.",

  on: containers,
  *check(container, { cluster }) {
    const isExact = cluster.podSecurityLevel === "restricted";
    if (isExact ? cluster.podSecurity < 22 : isPrivileged(container)) return;
    if (needsNoLinuxSettings(container.pod, cluster)) return;
    const drops = capabilities(container, "drop").filter(({ name }) => /^all$/i.test(name));
    const [dropped] = drops;
    if (isExact ? drops.some(({ name }) => name === "ALL") : dropped) return;

    yield {
      at: dropped?.at ?? valueOrName(container, security(container, "capabilities", "drop")),
      message: dropped
        ? `${titleOf(container)} drops "${dropped.name}", which Pod Security does not take for "ALL".`
        : `${titleOf(container)} keeps capabilities that it does not ask for.`,
      fixes: [{ title: "Drop all capabilities", safety: "review", changes: () => dropAll(container) }],
    };
  },

  examples: [
    {
      title: "A container that says nothing keeps what the runtime grants",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" keeps capabilities that it does not ask for.
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop:
            - ALL
`,
    },
    {
      title: "To drop one is not to drop all",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop:
          ^^^^ Container "web" keeps capabilities that it does not ask for.
            - NET_RAW # no forged packets
          add:
            - NET_BIND_SERVICE
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop:
            - NET_RAW # no forged packets
            - ALL
          add:
            - NET_BIND_SERVICE
`,
    },
    {
      title: "Pod Security knows ALL in capitals only",
      podSecurityLevel: "restricted",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop: [all]
                 ^^^ Container "web" drops "all", which Pod Security does not take for "ALL".
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop: [ALL]
`,
    },
    {
      title: "Runtimes know it in any case",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop: [all]
`,
    },
    {
      title: "All are dropped, and the one that is needed is added",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        capabilities:
          drop: ["ALL"]
          add: ["NET_BIND_SERVICE"]
`,
    },
    {
      title: "Windows has no capabilities",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
`,
    },
  ],
});

/** Writes `ALL` over what was meant to say it, else behind what is dropped already. */
function dropAll(container: Container): readonly Change[] {
  const drop = security(container, "capabilities", "drop");
  const dropped = drop.children;
  if (dropped.length === 0) return [{ at: drop, value: ["ALL"] }];
  const misspelt = capabilities(container, "drop").find(({ name }) => /^(?:cap_)?all$/i.test(name));
  return [{ at: misspelt?.at ?? drop.at(dropped.length), value: "ALL" }];
}
