import { faultOfPortName, hasPortNamed } from "../model/ports.ts";
import { handlers } from "../model/probes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unknown-probe-port",
  severity: "error",
  summary: "A probe or hook should name a port that its own container has.",
  presets: ["recommended"],
  why: `The API server does not look the name of a probe's port up, but the kubelet does, and finds nothing.
A readiness probe then never succeeds, so that the pod gets no requests and a rollout hangs; a liveness or startup probe restarts the container for ever.`,
  mend: "Give the port that is meant this name in the container's own `ports`, or write its number: ports of other containers of the pod are not looked at.",
  leave: `There is no reason to leave it.
A number need not stand among the container's ports, for those are only for the reader: other tools ask that, too.`,

  on: handlers,
  *check({ at, container, mention }) {
    for (const action of ["httpGet", "tcpSocket"]) {
      const port = at(action, "port");
      const name = port.string;
      if (name === undefined || faultOfPortName(name) !== undefined || hasPortNamed(container, name)) continue;

      yield { at: port, message: `The ${mention} asks for port "${name}", which the container does not have.` };
    }
  },

  examples: [
    {
      title: "The kubelet looks for the name among the ports of the same container",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      ports:
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /healthz
          port: metrics
                ^^^^^^^ The readiness probe of container "shop" asks for port "metrics", which the container does not have.
    - name: exporter
      image: registry.example.com/shop/exporter:3.1
      ports:
        - name: metrics
          containerPort: 9100
      lifecycle:
        preStop:
          httpGet:
            path: /quit
            port: http
                  ^^^^ The preStop hook of container "exporter" asks for port "http", which the container does not have.
`,
    },
    {
      title: "A number need not be declared",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      ports:
        - name: http
          containerPort: 8080
      livenessProbe:
        tcpSocket:
          port: http
      readinessProbe:
        httpGet:
          path: /healthz
          port: 8081
`,
    },
  ],
});
