import { inboundGaps, isOutsideMeshes, meshSubjects, outboundGaps } from "../model/meshes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "mesh-gap",
  severity: "warning",
  summary: "No traffic of a workload in the mesh should go past its proxy.",
  presets: ["strict"],
  fixable: "review",
  why: `What comes in by such a port is plain text from anyone who can reach the pod: the mesh checks no certificate and no rule for it.
What goes out past the proxy is not encrypted by it, is on no list of what may be called, and shows in no log of the mesh: it is the way by which data leaves.`,
  mend: `Remove the annotation, and declare the port's protocol in its stead if the proxy misunderstood it (\`appProtocol: tcp\`, \`config.linkerd.io/opaque-ports\`).
What leaned on the gap (a caller outside of the mesh, a database whose server speaks first) may fail; it shows in the proxy's log.`,
  leave:
    "Leave it for ports that only the kubelet or the monitoring calls, and for addresses that the proxy must not touch (the API server, a metadata service).",

  on: meshSubjects,
  *check(subject) {
    if (isOutsideMeshes(subject)) return;

    const gaps = [
      ...inboundGaps(subject).map((at) => ({ at, message: `Callers of ${subject.title} get past its mesh's proxy.` })),
      ...outboundGaps(subject).map((at) => ({ at, message: `${subject.title} calls others past its mesh's proxy.` })),
    ];
    for (const { at, message } of gaps) {
      yield {
        at,
        message,
        fixes: [{ title: `Remove ${at.step}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "Ports and addresses that are excluded are outside of the mesh",
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
      annotations:
        traffic.sidecar.istio.io/excludeInboundPorts: "8080"
                                                      ^^^^^^ Callers of Deployment "web" get past its mesh's proxy.
        traffic.sidecar.istio.io/excludeOutboundIPRanges: 0.0.0.0/0
                                                          ^^^^^^^^^ Deployment "web" calls others past its mesh's proxy.
        prometheus.io/scrape: "true"
    spec:
      containers:
        - name: web
          image: nginx:1.27
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
      annotations:
        prometheus.io/scrape: "true"
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "An empty list of what is captured captures nothing",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    traffic.sidecar.istio.io/includeInboundPorts: ""
                                                  ^^ Callers of Pod "web" get past its mesh's proxy.
spec:
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
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "An empty list of exceptions excepts nothing",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    traffic.sidecar.istio.io/includeInboundPorts: "*"
    traffic.sidecar.istio.io/excludeInboundPorts: ""
    config.linkerd.io/opaque-ports: "3306"
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
