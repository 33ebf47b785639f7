import type { Place } from "../model/place.ts";
import { isInRange, type Range, rangesSchema, toldRanges } from "../model/ranges.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly ports?: readonly Range[];
  readonly nodePorts?: readonly Range[];
}

export default rule<Resource, Options>({
  id: "port-out-of-range",
  severity: "warning",
  summary: "A Service must listen on a port that the organisation allows.",
  options: {
    properties: {
      ports: rangesSchema('Numbers that a port of a Service may have: `[{"from": 443, "to": 443}]`.'),
      nodePorts: rangesSchema("Numbers that a node port may have."),
    },
    required: [],
  },
  why: `Firewalls, security groups and dashboards go by port numbers.
A Service on another port is let through by none of them, or by one that was opened for something else.`,
  mend: "Give the Service a port from the range, and tell its clients.",
  leave: "Leave it where an exception was made.",

  on: kind("Service"),
  *check(service, { options: { ports, nodePorts } }) {
    for (const port of service.at("spec", "ports").children) {
      yield* outside(port.at("port"), "Port", ports);
      yield* outside(port.at("nodePort"), "Node port", nodePorts);
    }
  },

  examples: [
    {
      title: "Ports and node ports have ranges of their own",
      options: {
        ports: [
          { from: 443, to: 443 },
          { from: 8000, to: 8999 },
        ],
        nodePorts: [{ from: 32000, to: 32099 }],
      },
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
    - port: 80
            ^^ Port 80 is not in 443 or 8000 to 8999.
      nodePort: 30080
                ^^^^^ Node port 30080 is not in 32000 to 32099.
`,
    },
    {
      title: "A port that is given by the cluster is not known",
      options: { ports: [{ from: 443, to: 443 }], nodePorts: [{ from: 32000, to: 32099 }] },
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 443
`,
    },
  ],
});

function* outside(at: Place, what: string, ranges: readonly Range[] | undefined) {
  const { number } = at;
  if (number === undefined || ranges === undefined || ranges.some((it) => isInRange(number, it))) return;
  yield { at, message: `${what} ${number} is not in ${toldRanges(ranges)}.` };
}
