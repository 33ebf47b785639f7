import { standTogether } from "../model/branches.ts";
import { isPatch } from "../model/patches.ts";
import { actionsOf, handlers } from "../model/probes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ambiguous-handler",
  severity: "error",
  summary: "A probe or hook should do exactly one thing.",
  presets: ["recommended"],
  why: `The API server refuses a probe or hook that says nothing to do, or two things: nothing is rolled out, and the old version goes on running.
The second one often comes from a values file or a patch that was meant to replace the first, and was merged with it.`,
  mend: "Keep one of `exec`, `httpGet`, `tcpSocket`, `grpc` or `sleep`. In a Helm values file or a patch, set the one to be dropped to `null`.",
  leave: "There is no reason to leave it.",

  on: handlers,
  *check(handler) {
    const { container, place, mention } = handler;
    const [first, second] = actionsOf(handler);
    if (first === undefined) {
      if (isPatch(container.pod.owner)) return;
      yield { at: place.named, message: `The ${mention} does not say what to do, and the API server refuses it.` };
    } else if (second !== undefined && standTogether(first, second)) {
      yield {
        at: second.named,
        message: `The ${mention} does two things, and the API server refuses it.`,
        see: [{ at: first.named, message: "This is the other." }],
      };
    }
  },

  examples: [
    {
      title: "A probe asks in one way",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
        httpGet:
        ~~~~~~~ This is the other.
          path: /healthz
          port: 8080
        tcpSocket:
        ^^^^^^^^^ The liveness probe of container "shop" does two things, and the API server refuses it.
          port: 8080
`,
    },
    {
      title: "A probe asks something, and a hook does something",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      readinessProbe:
      ^^^^^^^^^^^^^^ The readiness probe of container "shop" does not say what to do, and the API server refuses it.
        periodSeconds: 5
      lifecycle:
        preStop: {}
        ^^^^^^^ The preStop hook of container "shop" does not say what to do, and the API server refuses it.
`,
    },
    {
      title: "A patch may change a number only",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          livenessProbe:
            timeoutSeconds: 5
`,
    },
    {
      title: "What is null has been taken away",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      livenessProbe:
        httpGet: null
        grpc:
          port: 9000
      lifecycle:
        preStop:
          sleep: { seconds: 5 }
`,
    },
  ],
});
