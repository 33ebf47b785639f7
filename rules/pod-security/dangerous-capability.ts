import { ALL_CAPABILITIES, capabilities, HARMLESS_CAPABILITIES, plainName } from "../model/capabilities.ts";
import { containers } from "../model/pods.ts";
import { isPrivileged, titleOf } from "../model/security-context.ts";
import { needsNoLinuxSettings } from "../model/windows.ts";
import { rule } from "../rule.ts";

/** Those that are enough to take the node. */
const WAYS_OUT: ReadonlySet<string> = new Set(["ALL", "DAC_READ_SEARCH", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO"]);

/** Those that at most slow down or disturb the neighbours. */
const NUISANCES: ReadonlySet<string> = new Set(["IPC_LOCK", "LEASE", "NET_BROADCAST", "SYS_NICE", "WAKE_ALARM"]);

export default rule({
  id: "dangerous-capability",
  severity: "warning",
  summary: "A container must not add a capability that reaches beyond its own bounds.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A capability is a part of root's power, and some of them end outside of the container.
\`SYS_ADMIN\` mounts file systems, \`SYS_MODULE\` loads code into the kernel, \`DAC_READ_SEARCH\` opens files of the node, \`SYS_RAWIO\` talks to its hardware: each may be enough to take the node.
\`SYS_PTRACE\` steps into other processes, \`NET_ADMIN\` redirects the pod's traffic, \`NET_RAW\` forges packets in another pod's name; \`IPC_LOCK\` and \`SYS_NICE\` at most take memory and time from the neighbours.`,
  mend: `Remove the capability, and look at what the process says.
Without it a system call fails with \`operation not permitted\` (\`EPERM\`), most often at the start.
\`ping\` needs no \`NET_RAW\` where \`net.ipv4.ping_group_range\` holds the container's group, and a port below 1024 needs \`NET_BIND_SERVICE\` alone.`,
  leave:
    "Leave the one capability that the work is made of: `NET_ADMIN` for a VPN or a service mesh's init container, `SYS_PTRACE` for a profiler, `SYS_TIME` for a time server.",

  on: containers,
  *check(container, { cluster }) {
    const { podSecurityLevel } = cluster;
    if (podSecurityLevel === undefined && isPrivileged(container)) return;
    if (podSecurityLevel !== "baseline" && needsNoLinuxSettings(container.pod, cluster)) return;

    const added = capabilities(container, "add");
    const isWayOut = added.some(({ name }) => WAYS_OUT.has(plainName(name)));
    for (const { name, at } of added) {
      const known = plainName(name);
      // Who may take the node has the rest with it.
      if (podSecurityLevel === undefined && isWayOut && !WAYS_OUT.has(known)) continue;
      if (HARMLESS_CAPABILITIES.has(podSecurityLevel === undefined ? known : name)) continue;
      // What is no capability, misspelt-capability tells.
      if (podSecurityLevel === undefined && known !== "ALL" && !ALL_CAPABILITIES.has(known)) continue;
      yield {
        at,
        message: `${titleOf(container)} adds the capability "${name}".`,
        ...(WAYS_OUT.has(known) && { severity: "error" }),
        ...(NUISANCES.has(known) && { severity: "info" }),
        fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "SYS_ADMIN is most of root",
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
          add:
            - SYS_ADMIN # for mount
              ^^^^^^^^^ Container "web" adds the capability "SYS_ADMIN".
            - NET_BIND_SERVICE
          drop:
            - ALL
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
          add:
            - NET_BIND_SERVICE
          drop:
            - ALL
`,
    },
    {
      title: "Who may take the node has the rest with it",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: tracer
spec:
  containers:
    - name: tracer
      image: ghcr.io/shop/tracer:1.2
      securityContext:
        capabilities:
          add: [SYS_ADMIN, NET_ADMIN, IPC_LOCK]
                ^^^^^^^^^ Container "tracer" adds the capability "SYS_ADMIN".
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: tracer
spec:
  containers:
    - name: tracer
      image: ghcr.io/shop/tracer:1.2
      securityContext:
        capabilities:
          add: [NET_ADMIN, IPC_LOCK]
`,
    },
    {
      title: "The last one to go takes the list with it",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: ping
spec:
  containers:
    - name: ping
      image: busybox:1.36
      securityContext:
        runAsUser: 1000
        capabilities: { add: [NET_RAW] }
                              ^^^^^^^ Container "ping" adds the capability "NET_RAW".
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: ping
spec:
  containers:
    - name: ping
      image: busybox:1.36
      securityContext:
        runAsUser: 1000
`,
    },
    {
      title: "A privileged container has them all, whatever it lists",
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
        privileged: true
        capabilities:
          add: [NET_ADMIN]
`,
    },
    {
      title: "What a runtime grants by default may be given back",
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
          drop: [ALL]
          add: [CHOWN, SETGID, SETUID]
`,
    },
  ],
});
