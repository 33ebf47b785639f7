import { policyPorts } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { servicePorts } from "../model/services.ts";
import { rule } from "../rule.ts";

/** Where a port may be given by its number or by its name. */
const numbersOrNames = inKinds(
  new Set(["Service", "networking.k8s.io/NetworkPolicy"]),
  (resource: Resource): readonly Place[] => [
    ...servicePorts(resource).map((port) => port.at("targetPort")),
    ...policyPorts(resource).map((entry) => entry.at("port")),
  ],
);

export default rule({
  id: "quoted-port-number",
  severity: "error",
  summary: "The number of a port should stand without quotes.",
  presets: ["recommended"],
  fixable: "review",
  why: `In quotes it is no number but a name, and the API server refuses a name without a letter: the change is not made at all.
Where it is a NetworkPolicy that is refused, the pods stay open.`,
  mend: "Take the quotes away.",
  leave: "There is no reason to leave it: the API server does not take it.",

  on: numbersOrNames,
  *check(port) {
    const text = port.string;
    if (text === undefined || !/^\d{1,5}$/.test(text)) return;

    yield {
      at: port,
      message: `Port "${text}" is a name here, and a name needs a letter.`,
      fixes: [{ title: "Write it as a number", safety: "review", changes: () => [{ at: port, value: Number(text) }] }],
    };
  },

  examples: [
    {
      title: "A number in quotes is a name",
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
      targetPort: "8080"
                  ^^^^^^ Port "8080" is a name here, and a name needs a letter.
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
      targetPort: 8080
`,
    },
    {
      title: "A NetworkPolicy is refused for it, too",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - ports:
        - port: '8080'
                ^^^^^^ Port "8080" is a name here, and a name needs a letter.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  ingress:
    - ports:
        - port: 8080
`,
    },
    {
      title: "Names and numbers are both fine",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
    - name: h2
      port: 81
      targetPort: 8081
    - name: h3
      port: 82
      targetPort: "p8082"
`,
    },
  ],
});
