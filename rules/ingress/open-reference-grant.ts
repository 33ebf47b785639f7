import { Proposal } from "../model/change.ts";
import { GATEWAY_API } from "../model/gateways.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const granted = inKinds(
  new Set([`${GATEWAY_API}/ReferenceGrant`]),
  (grant: Resource): readonly Place[] => grant.at("spec", "to").children,
);

export default rule({
  id: "open-reference-grant",
  severity: "warning",
  summary: "A ReferenceGrant should name the Secrets that others may use.",
  presets: ["strict"],
  fixable: "choice",
  why: `Without a name, the grant is for every Secret of its namespace, today's and tomorrow's.
A Gateway of the other namespace then shows any certificate that lies here, and so passes for any host of this team.`,
  mend: "Name the one Secret. A Gateway that uses another is no longer programmed until that is named, too.",
  leave: "Leave it where the namespace holds nothing but certificates for that Gateway.",

  on: granted,
  *check(to) {
    const name = to.at("name");
    if (to.at("kind").string !== "Secret" || (to.at("group").string ?? "") !== "" || name.exists) return;

    yield {
      at: to.at("kind"),
      message: "Every Secret of this namespace may be used from another.",
      fixes: [
        { title: "Name the Secret", safety: "choice", changes: () => [{ at: name, value: new Proposal("shop-tls") }] },
      ],
    };
  },

  examples: [
    {
      title: "A grant without a name is for all",
      bad: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: certificates
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: Gateway
      namespace: infra
  to:
    - group: ""
      kind: Secret
            ^^^^^^ Every Secret of this namespace may be used from another.
`,
      fixed: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: certificates
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: Gateway
      namespace: infra
  to:
    - group: ""
      kind: Secret
      name: shop-tls
`,
    },
    {
      title: "A Service is made to be spoken to, and a Secret with a name is one",
      good: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: certificates
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: Gateway
      namespace: infra
  to:
    - group: ""
      kind: Secret
      name: shop-tls
    - group: ""
      kind: Service
`,
    },
  ],
});
