import { told } from "../model/globs.ts";
import { kind, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly protocols: readonly string[];
}

export default rule<Resource, Options>({
  id: "unlisted-protocol",
  severity: "warning",
  summary: "A Service must speak a protocol that the organisation allows.",
  options: {
    properties: {
      protocols: {
        description: "Protocols that ports of Services may have: `TCP`, `UDP`, `SCTP`.",
        type: "array",
        items: { enum: ["TCP", "UDP", "SCTP"] },
        minItems: 1,
      },
    },
    required: ["protocols"],
  },
  why: `Firewalls and load balancers often look at TCP only: UDP and SCTP pass without being logged, and a small question with a forged sender makes a UDP service flood somebody else with its answer.`,
  mend: "Use a protocol that is allowed, or ask for an exception.",
  leave: "Leave it for DNS, QUIC and media, where they were agreed on. A port that names no protocol has TCP.",

  on: kind("Service"),
  *check(service, { options: { protocols } }) {
    for (const port of service.at("spec", "ports").children) {
      const at = port.at("protocol");
      const protocol = at.string ?? "TCP";
      if (protocols.includes(protocol)) continue;
      yield { at, message: `Service "${service.name}" speaks ${protocol}, which is not ${told(protocols)}.` };
    }
  },

  examples: [
    {
      title: "One protocol is allowed",
      options: { protocols: ["TCP"] },
      bad: `
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
                ^^^ Service "dns" speaks UDP, which is not "TCP".
`,
    },
    {
      title: "A port speaks TCP, unless it says otherwise",
      options: { protocols: ["TCP"] },
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 443
`,
    },
  ],
});
