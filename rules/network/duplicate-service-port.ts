import type { Place } from "../model/place.ts";
import type { Resource } from "../model/resource.ts";
import { protocolOf, servicePorts, services } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "duplicate-service-port",
  severity: "error",
  summary: "No two ports of a Service should have the same number or name.",
  presets: ["recommended"],
  why: "The API server refuses a Service with two ports of one protocol and number, of one name, or of one node port, so that the change is not made at all.",
  mend: "Give one of them another number or name, or remove it.",
  leave: "There is no reason to leave it: the API server does not take it.",

  on: services,
  *check(service) {
    for (const field of ["port", "name", "nodePort"] as const) {
      const seen = new Map<string, Place>();
      for (const { at, id } of numbered(service, field)) {
        const first = seen.get(id);
        if (first === undefined) seen.set(id, at);
        else {
          yield {
            at,
            message: `Another port of Service "${service.name}" has this ${field === "name" ? "name" : "number"}, too.`,
            see: [{ at: first, message: "It is taken here." }],
          };
        }
      }
    }
  },

  examples: [
    {
      title: "A number, a name and a node port can be taken once",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - name: http
      port: 80
            ~~ It is taken here.
      nodePort: 30080
                ~~~~~ It is taken here.
    - name: metrics
            ~~~~~~~ It is taken here.
      port: 80
            ^^ Another port of Service "web" has this number, too.
      targetPort: 9090
      nodePort: 30090
    - name: metrics
            ^^^^^^^ Another port of Service "web" has this name, too.
      port: 8443
      nodePort: 30080
                ^^^^^ Another port of Service "web" has this number, too.
`,
    },
    {
      title: "Another protocol has ports of its own",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - name: dns
      port: 53
      protocol: UDP
    - name: dns-tcp
      port: 53
    - name: metrics
      port: 9153
      nodePort: 0
    - name: health
      port: 8080
      nodePort: 0
`,
    },
  ],
});

/** The places of one field in all ports, each with what must not come twice. Throws `unknowable`. */
const numbered = (service: Resource, field: "port" | "name" | "nodePort") =>
  servicePorts(service).flatMap((port) => {
    const at = port.at(field);
    const value = at.value ?? 0;
    if (value === 0 || value === "") return [];
    return [{ at, id: field === "name" ? String(value) : `${protocolOf(port)} ${value}` }];
  });
