import { capabilities } from "../model/capabilities.ts";
import type { Change } from "../model/change.ts";
import { type Container, containers } from "../model/pods.ts";
import { isPrivileged, security, titleOf, valueOrName } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { needsNoLinuxSettings } from "../model/windows.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "privilege-escalation",
  severity: "warning",
  summary: "A container must not let its processes gain privileges.",
  presets: ["recommended", "pod-security-restricted"],
  fixable: "review",
  why: `Unless \`allowPrivilegeEscalation: false\` is written, a process may become more than it was started as, by a setuid program such as \`sudo\`, \`su\` or \`mount\`, or by one with file capabilities.
Whoever gets in as an ordinary user needs one such program with a hole in it to be root in the container, and from there tries the node.`,
  mend: `Set \`allowPrivilegeEscalation: false\`, which sets the kernel's \`no_new_privs\`.
What stops working is a program that is setuid root or has file capabilities (\`sudo\`, some builds of \`ping\`, a server binary with \`cap_net_bind_service\`): it fails with \`operation not permitted\`.
Kubernetes refuses it beside \`privileged: true\`, so the fix removes that, too.`,
  leave: "Leave it where the image must call a setuid program, and say which.",

  on: containers,
  *check(container, { cluster }) {
    const isExact = cluster.podSecurityLevel === "restricted";
    if (isExact ? cluster.podSecurity < 8 : isPrivileged(container)) return;
    if (needsNoLinuxSettings(container.pod, cluster)) return;
    const allowed = security(container, "allowPrivilegeEscalation");
    if (allowed.value === false) return;

    yield {
      at: valueOrName(container, allowed),
      message: `${titleOf(container)} lets its processes gain privileges.`,
      fixes: [
        {
          title: `Set allowPrivilegeEscalation to false${isPrivileged(container) ? " and remove privileged" : ""}`,
          safety: "review",
          changes: () => [{ at: allowed, value: false }, ...withoutContradiction(container)],
        },
      ],
    };
  },

  examples: [
    {
      title: "What is not forbidden is allowed",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      initContainers:
        - name: migrate
                ^^^^^^^ Container "migrate" lets its processes gain privileges.
          image: ghcr.io/shop/migrate:1.8
          securityContext:
            runAsUser: 1000
      containers:
        - name: web
          image: nginx:1.27
          securityContext:
            allowPrivilegeEscalation: true
                                      ^^^^ Container "web" lets its processes gain privileges.
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      initContainers:
        - name: migrate
          image: ghcr.io/shop/migrate:1.8
          securityContext:
            runAsUser: 1000
            allowPrivilegeEscalation: false
      containers:
        - name: web
          image: nginx:1.27
          securityContext:
            allowPrivilegeEscalation: false
`,
    },
    {
      title: "Pod Security wants it of a privileged container, too, which cannot have both",
      podSecurityLevel: "restricted",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" lets its processes gain privileges.
      image: nginx:1.27
      securityContext:
        privileged: true
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
        allowPrivilegeEscalation: false
`,
    },
    {
      title: "A container that forbids it",
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
        allowPrivilegeEscalation: off
`,
    },
    {
      title: "Pod Security knows Windows by its os, and asks nothing that only Linux knows",
      podSecurityLevel: "restricted",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
`,
    },
  ],
});

/** Takes away what Kubernetes refuses beside `allowPrivilegeEscalation: false`, as far as it is known. */
function withoutContradiction(container: Container): readonly Change[] {
  const added = ifKnown(() => capabilities(container, "add"), []);
  const administrators = added.filter(({ name }) => name === "CAP_SYS_ADMIN").map(({ at }) => at);
  const privileged = isPrivileged(container) ? [security(container, "privileged")] : [];
  return [...privileged, ...administrators].map((at) => ({ at, remove: true }));
}
