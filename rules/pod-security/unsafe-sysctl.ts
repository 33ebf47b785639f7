import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import type { Minor } from "../model/versions.ts";
import { rule } from "../rule.ts";

/** The settings that hold for a pod alone, and since which version of the Pod Security Standards they are held to. */
const SAFE_SYSCTLS: ReadonlyMap<string, Minor> = new Map([
  ["kernel.shm_rmid_forced", 0],
  ["net.ipv4.ip_local_port_range", 0],
  ["net.ipv4.tcp_syncookies", 0],
  ["net.ipv4.ping_group_range", 0],
  ["net.ipv4.ip_unprivileged_port_start", 0],
  ["net.ipv4.ip_local_reserved_ports", 27],
  ["net.ipv4.tcp_keepalive_time", 29],
  ["net.ipv4.tcp_fin_timeout", 29],
  ["net.ipv4.tcp_keepalive_intvl", 29],
  ["net.ipv4.tcp_keepalive_probes", 29],
  ["net.ipv4.tcp_rmem", 32],
  ["net.ipv4.tcp_wmem", 32],
  ["net.ipv4.tcp_slow_start_after_idle", 37],
  ["net.ipv4.tcp_notsent_lowat", 37],
]);

export default rule({
  id: "unsafe-sysctl",
  severity: "warning",
  summary: "A pod must set no kernel parameter that Kubernetes does not hold safe.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `A kernel parameter that is not fully a pod's own takes effect beyond it: it uses up the node's memory, slows or cuts its neighbours' connections, or switches a defence of the kernel off for them.
The kubelet refuses most of them unless it was told otherwise, and then the pod ends as \`SysctlForbidden\` on that node.`,
  mend: `Remove it, or set it on the nodes that are meant for such pods.
What stops working is a process that checks the parameter at its start (search engines and databases do, with a plain message) or that was tuned by it (it becomes slower under load).`,
  leave:
    "Leave it where the nodes are set apart for these pods by a taint, and their kubelet allows the parameter (`--allowed-unsafe-sysctls`).",

  on: pods,
  *check(pod, { cluster }) {
    for (const sysctl of pod.spec.at("securityContext", "sysctls").children) {
      const name = sysctl.at("name");
      // The API server refuses a parameter without a name before Pod Security is asked.
      if (name.string === undefined) continue;
      const isExact = cluster.podSecurityLevel !== undefined;
      const since = SAFE_SYSCTLS.get(isExact ? name.string : withDots(name.string));
      if (since !== undefined && since <= cluster.podSecurity) continue;
      yield {
        at: name,
        message: `${titleOf(pod)} sets the kernel parameter "${name.string}".`,
        fixes: [{ title: `Remove ${name.string}`, safety: "review", changes: () => [{ at: sysctl, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A queue length for the whole node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.core.somaxconn
              ^^^^^^^^^^^^^^^^^^ Pod "web" sets the kernel parameter "net.core.somaxconn".
        value: "4096"
      - name: net.ipv4.tcp_syncookies
        value: "1"
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_syncookies
        value: "1"
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "What Pod Security learned to hold safe in 1.29 it refused before",
      podSecurity: 28,
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    sysctls:
      - name: net.ipv4.tcp_keepalive_time
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" sets the kernel parameter "net.ipv4.tcp_keepalive_time".
        value: "600"
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Pod Security knows the names with dots only",
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls: [{ name: net/ipv4/tcp_syncookies, value: "1" }, { name: net.ipv4.tcp_rmem, value: "4096" }]
                      ^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" sets the kernel parameter "net/ipv4/tcp_syncookies".
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls: [{ name: net.ipv4.tcp_rmem, value: "4096" }]
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Safe ones, in either spelling",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_keepalive_time
        value: "600"
      - name: net/ipv4/ip_unprivileged_port_start
        value: "0"
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});

/** A parameter's name as the kubelet spells it: where slashes part its words, dots are what slashes are elsewhere. */
function withDots(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  return first === "/" ? name.replace(/[./]/g, (it) => (it === "/" ? "." : "/")) : name;
}
