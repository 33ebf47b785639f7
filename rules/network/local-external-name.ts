import { address, special } from "../model/addresses.ts";
import { services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

/** Names of the machine itself, of the API server, and of the services that clouds have for their machines. */
const LOCAL =
  /^(?:(?:.+\.)?localhost|localhost\.localdomain|kubernetes\.default\.svc(?:\.cluster\.local)?|metadata\.google\.internal|metadata)\.?$/i;

export default rule({
  id: "local-external-name",
  severity: "error",
  summary: "An ExternalName Service should lead to another machine.",
  presets: ["recommended"],
  why: `An ingress controller or a gateway that follows such a Service connects to itself: to the admin port that listens on its \`localhost\` and asks for no password, or to the metadata service of its node.
Contour so let everyone who may create a Service shut its Envoy down and read its certificates (CVE-2021-32783).
A pod that follows it reaches only itself, which is hardly what was meant.`,
  mend: "Name the host that is meant, or make it a Service with a selector for pods of the cluster.",
  leave: "There is hardly a reason to leave it: a process that wants its own machine needs no Service.",

  on: services,
  *check(service) {
    const name = service.at("spec", "externalName");
    const text = name.string;
    if (typeOf(service) !== "ExternalName" || text === undefined) return;
    const isLocal = LOCAL.test(text) || (address(text) !== undefined && special(text) !== undefined);
    if (isLocal) yield { at: name, message: `Service "${service.name}" leads whoever follows it to "${text}".` };
  },

  examples: [
    {
      title: "Whoever follows the Service is led to itself",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: admin
spec:
  type: ExternalName
  externalName: localhost
                ^^^^^^^^^ Service "admin" leads whoever follows it to "localhost".
`,
    },
    {
      title: "The metadata service of a node is as near",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: metadata
spec:
  type: ExternalName
  externalName: 169.254.169.254
                ^^^^^^^^^^^^^^^ Service "metadata" leads whoever follows it to "169.254.169.254".
`,
    },
    {
      title: "A host elsewhere is what the type is for",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: db.example.com
---
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
