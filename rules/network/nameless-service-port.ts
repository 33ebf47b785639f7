import { Proposal } from "../model/change.ts";
import { protocolOf, servicePorts, services } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "nameless-service-port",
  severity: "error",
  summary: "Each port of a Service should have a name, if there are several.",
  presets: ["recommended"],
  fixable: "choice",
  why: "The API server refuses a Service with several ports of which one has no name, so that the change is not made at all.",
  mend: `Give each port a name of its own.
Those who refer to the port by its number (an Ingress, say) go on doing so.`,
  leave: "There is no reason to leave it: the API server does not take it.",

  on: services,
  *check(service) {
    const ports = servicePorts(service);
    if (ports.length < 2) return;

    for (const port of ports) {
      const name = port.at("name");
      if (name.exists && name.value !== "") continue;
      yield {
        at: port.at("port"),
        message: `Port ${port.at("port").shown} of Service "${service.name}" has no name, and is not the only one.`,
        fixes: [
          {
            title: "Give the port a name",
            safety: "choice",
            changes: () => [
              { at: name, value: new Proposal(`${protocolOf(port)}-${port.at("port").shown}`.toLowerCase()) },
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "With a second port, each one needs a name",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
            ^^ Port 80 of Service "web" has no name, and is not the only one.
    - name: metrics
      port: 9090
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      name: tcp-80
    - name: metrics
      port: 9090
`,
    },
    {
      title: "A single port needs none",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
  ],
});
