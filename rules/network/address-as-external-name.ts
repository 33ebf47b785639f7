import { address, special } from "../model/addresses.ts";
import { services, typeOf } from "../model/services.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "address-as-external-name",
  severity: "warning",
  summary: "An ExternalName Service should name a host, not an address.",
  presets: ["recommended"],
  why: `The cluster's DNS answers with the value as the name of another host, and no DNS server knows a host that is called \`203.0.113.7\`.
The API server takes it all the same, so the Service is there and every call to it fails with an unknown host.`,
  mend: `Name a host that has this address.
If there is none, make it a Service without a selector and put the address into an EndpointSlice with the label \`kubernetes.io/service-name\`.`,
  leave:
    "Leave it where an ingress controller that dials the value as it stands is the only one to follow the Service.",

  on: services,
  *check(service) {
    const name = service.at("spec", "externalName");
    const text = name.string ?? "";
    if (typeOf(service) !== "ExternalName" || address(text) === undefined) return;
    // Those that lead back are reported by `local-external-name`.
    if (special(text) === undefined)
      yield { at: name, message: `"${text}" is an address, and is looked up as a name.` };
  },

  examples: [
    {
      title: "An address is looked up as if it were a name",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: 203.0.113.7
                ^^^^^^^^^^^ "203.0.113.7" is an address, and is looked up as a name.
`,
    },
    {
      title: "A name may begin with digits",
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: 203-0-113-7.example.com
`,
    },
  ],
});
