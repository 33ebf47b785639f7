import { isSidecar } from "../model/pods.ts";
import { handlers } from "../model/probes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "init-container-probe",
  severity: "error",
  summary: "An init container that ends should have no probe and no hook.",
  presets: ["recommended"],
  fixable: "review",
  why: `An init container is done when it ends, so nobody asks it whether it lives.
The API server refuses the whole workload: nothing is rolled out, and the old version goes on running.`,
  mend: `Remove the probe or hook.
If the container should keep running beside the others, make it a sidecar with \`restartPolicy: Always\`, which may have them.`,
  leave: "There is no reason to leave it.",

  on: handlers,
  *check({ container, place, mention }) {
    if (container.list !== "initContainers" || isSidecar(container)) return;

    yield {
      at: place.named,
      message: `The ${mention} stands in an init container that ends, and the API server refuses it.`,
      fixes: [{ title: `Remove ${place.step}`, safety: "review", changes: () => [{ at: place, remove: true }] }],
    };
  },

  examples: [
    {
      title: "Nobody asks an init container whether it is ready",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
      readinessProbe:
      ^^^^^^^^^^^^^^ The readiness probe of container "migrate" stands in an init container that ends, and the API server refuses it.
        tcpSocket:
          port: 8080
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
`,
    },
    {
      title: "A sidecar is asked",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      restartPolicy: Always
      startupProbe:
        tcpSocket:
          port: 8080
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
`,
    },
  ],
});
