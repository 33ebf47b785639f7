import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { type Finding, rule } from "../rule.ts";

/** What the API server takes for the name of a kernel parameter. */
const NAME = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;

/** The parameters of a namespace, which a pod has none of if it uses the node's. */
const NAMESPACES = [
  { field: "hostNetwork", parameters: /^net[./]/ },
  { field: "hostIPC", parameters: /^kernel[./](?:shm|msg|sem$)|^fs[./]mqueue[./]/ },
] as const;

export default rule({
  id: "refused-sysctl",
  severity: "error",
  summary: "A pod must set kernel parameters only of namespaces that are its own, each once and under its name.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a pod that sets \`net.…\` while it uses its node's network, or parameters of shared memory while it shares the node's: they would hold for the node and everyone on it.
It also refuses a name with capitals or spaces, and the same name twice.`,
  mend: `Remove the parameter, or what ties the pod to its node (\`hostNetwork\`, \`hostIPC\`).
A parameter that the node's network needs is set on the node, by whoever sets it up.`,
  leave: "Leave it nowhere: Kubernetes refuses the pod.",

  on: pods,
  *check(pod) {
    const seen = new Set<string>();
    for (const sysctl of pod.spec.at("securityContext", "sysctls").children) {
      const at = sysctl.at("name");
      const name = at.string;
      if (name === undefined || name === "") continue;
      const finding = (message: string, see: Finding["see"] = []): Finding => ({
        at,
        message,
        see,
        fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at: sysctl, remove: true }] }],
      });
      const tie = NAMESPACES.filter(({ parameters }) => parameters.test(name))
        .map(({ field }) => pod.spec.at(field))
        .find((it) => it.value === true);
      if (!NAME.test(name)) yield finding(`"${name}" is no name of a kernel parameter, and Kubernetes refuses it.`);
      else if (seen.has(name)) yield finding(`${titleOf(pod)} sets "${name}" twice, which Kubernetes refuses.`);
      else if (tie !== undefined) {
        yield finding(`${titleOf(pod)} sets "${name}" beside "${tie.step}", which Kubernetes refuses.`, [
          { at: tie, message: "The parameter would hold for the node." },
        ]);
      }
      seen.add(name);
    }
  },

  examples: [
    {
      title: "On the node's network the parameter would be the node's",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  hostNetwork: true
               ~~~~ The parameter would hold for the node.
  securityContext:
    sysctls:
      - name: net.ipv4.ip_local_port_range
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "proxy" sets "net.ipv4.ip_local_port_range" beside "hostNetwork", which Kubernetes refuses.
        value: "1024 65535"
      - name: kernel.shm_rmid_forced
        value: "1"
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  hostNetwork: true
  securityContext:
    sysctls:
      - name: kernel.shm_rmid_forced
        value: "1"
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
`,
    },
    {
      title: "A name is written in small letters, and once",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.TCP_syncookies
              ^^^^^^^^^^^^^^^^^^^^^^^ "net.ipv4.TCP_syncookies" is no name of a kernel parameter, and Kubernetes refuses it.
        value: "1"
      - name: net.ipv4.tcp_syncookies
        value: "1"
      - name: net.ipv4.tcp_syncookies
              ^^^^^^^^^^^^^^^^^^^^^^^ Pod "proxy" sets "net.ipv4.tcp_syncookies" twice, which Kubernetes refuses.
        value: "0"
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_syncookies
        value: "1"
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
`,
    },
    {
      title: "Each in a namespace of the pod's own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  hostIPC: true
  securityContext:
    sysctls:
      - name: net/ipv4/ip_local_port_range
        value: "1024 65535"
  containers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
`,
    },
  ],
});
