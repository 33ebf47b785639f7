import { hasSelector, services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "selectorless-service",
  severity: "info",
  summary: "A Service that is reached from outside should select its pods.",
  presets: ["strict"],
  why: `Without a selector nobody looks whether the Service leads anywhere: its load balancer or node port accepts connections, and they end nowhere, or at whatever addresses somebody writes into an EndpointSlice of its name.
Whoever may write EndpointSlices there decides where the callers from outside are sent, into other namespaces, too.`,
  mend: "Select the pods that are meant by their labels.",
  leave:
    "Leave it where a controller writes the EndpointSlices, or where you do so on purpose for machines outside of the cluster.",

  on: services,
  *check(service) {
    const type = typeOf(service);
    if (hasSelector(service) || (type !== "LoadBalancer" && type !== "NodePort")) return;

    yield {
      at: service.at("spec", "type"),
      message: `Service "${service.name}" can be reached from outside and selects no pods.`,
    };
  },

  examples: [
    {
      title: "A load balancer that leads to no pods",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
        ^^^^^^^^^^^^ Service "web" can be reached from outside and selects no pods.
  ports:
    - port: 443
`,
    },
    {
      title: "Within the cluster a Service without a selector is a way to a machine outside",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - port: 5432
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});
