import type { Place } from "../model/place.ts";
import { type Container, containers } from "../model/pods.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** What the kubelet calls for a container, and where a host may stand in it. */
const CALLS: readonly (readonly string[])[] = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
];

/** The node itself, as its kubelet calls it. */
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1"]);

export default rule({
  id: "host-in-probe",
  severity: "warning",
  summary: "The kubelet must call a container itself, and no other host, to learn how it is.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `The kubelet makes these calls from the node, past every NetworkPolicy, and tells in an event whether they succeeded.
Whoever may write a pod can so let it call what the pod itself cannot reach: ports on the node's \`localhost\`, the cloud's metadata service, machines behind the node.
And a container is restarted, or gets no traffic, for the health of another.`,
  mend: `Remove \`host\`: the call then goes to the pod's own address.
If the process listens on \`127.0.0.1\` alone, the probe fails with \`connection refused\`: let it listen on all addresses, or probe with \`exec\`.
For a virtual host, set the \`Host\` header in \`httpHeaders\`.`,
  leave:
    "Leave it for a pod on the node's network whose process listens on `localhost` for good reasons, as those of the control plane do; that is not reported unless a Pod Security level is asked for.",

  on: containers,
  *check(container, { cluster }) {
    const isExact = cluster.podSecurityLevel !== undefined;
    if (isExact && cluster.podSecurity < 34) return;

    for (const { call, host } of hosts(container)) {
      if (host.string === undefined || host.string === "") continue;
      if (!isExact && LOOPBACK.has(host.string) && container.pod.spec.at("hostNetwork").value === true) continue;
      yield {
        at: host,
        message: `The ${call} of ${mentionOf(container)} calls the host "${host.string}".`,
        fixes: [{ title: "Remove host", safety: "review", changes: () => [{ at: host, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A probe of localhost asks the node, and not the pod",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      livenessProbe:
        httpGet:
          host: 127.0.0.1 # ourselves
                ^^^^^^^^^ The livenessProbe of container "web" calls the host "127.0.0.1".
          path: /healthz
          port: 8080
      lifecycle:
        preStop:
          tcpSocket:
            port: 9000
            host: drain.example.com
                  ^^^^^^^^^^^^^^^^^ The preStop of container "web" calls the host "drain.example.com".
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
      livenessProbe:
        httpGet:
          path: /healthz
          port: 8080
      lifecycle:
        preStop:
          tcpSocket:
            port: 9000
`,
    },
    {
      title: "A header names the virtual host",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      readinessProbe:
        httpGet:
          host: ""
          path: /healthz
          port: 8080
          httpHeaders:
            - name: Host
              value: shop.example.com
`,
    },
    {
      title: "On the node's network localhost is the pod's own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
spec:
  hostNetwork: true
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.37.0
      livenessProbe:
        httpGet:
          host: 127.0.0.1
          path: /livez
          port: 10259
          scheme: HTTPS
`,
    },
  ],
});

/** Every place of a container where a host may stand, and what makes the call. */
function hosts(container: Container): readonly { readonly call: string; readonly host: Place }[] {
  return CALLS.flatMap((steps) =>
    ["httpGet", "tcpSocket"].map((method) => ({
      call: String(steps.at(-1)),
      host: container.at(...steps, method, "host"),
    })),
  );
}
