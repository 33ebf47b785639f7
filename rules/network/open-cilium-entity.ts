import { isNothing } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const KINDS = new Set(["cilium.io/CiliumNetworkPolicy", "cilium.io/CiliumClusterwideNetworkPolicy"]);

/** Every rule for ingress in Cilium's policies: of one rule or of several. */
const ingressRules = inKinds(KINDS, (resource: Resource): readonly Place[] =>
  KINDS.has(resource.groupKind)
    ? [resource.at("spec"), ...resource.at("specs").children].flatMap((spec) => spec.at("ingress").children)
    : [],
);

export default rule({
  id: "open-cilium-entity",
  severity: "warning",
  summary: "A Cilium policy should not let everyone in on every port.",
  presets: ["recommended"],
  why: `The entity \`all\` is everyone, and \`world\` everyone outside of the cluster.
Policies only ever add: one rule that lets them in on every port undoes what all others on the same pods refuse, and debug and admin ports are open with the rest.`,
  mend: `Name the callers by \`fromEndpoints\` or \`fromCIDR\`, and the ports by \`toPorts\`.
If everyone shall come, as to an ingress controller, name the ports at least; connections to other ports are then refused.`,
  leave: "Leave it where a policy is there to lift a refusal for a while. The entity `cluster` is not reported.",

  on: ingressRules,
  *check(it) {
    if (!isNothing(it.at("toPorts")) || !isNothing(it.at("icmps"))) return;

    for (const entity of it.at("fromEntities").children) {
      if (entity.value !== "all" && entity.value !== "world") continue;
      yield { at: entity, message: `The entity "${entity.shown}" lets ${WHO[entity.value]} in, on every port.` };
    }
  },

  examples: [
    {
      title: "Everyone may come in on every port",
      bad: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: web
spec:
  endpointSelector:
    matchLabels:
      app: web
  ingress:
    - fromEntities:
        - world
          ^^^^^ The entity "world" lets everyone outside of the cluster in, on every port.
        - cluster
`,
    },
    {
      title: "Named ports, and callers within, are no open door",
      good: `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata:
  name: gateway
spec:
  endpointSelector:
    matchLabels:
      app: gateway
  ingress:
    - fromEntities: [all]
      toPorts:
        - ports:
            - port: "443"
              protocol: TCP
    - fromEntities: [host, kube-apiserver]
`,
    },
  ],
});

const WHO = { all: "everyone", world: "everyone outside of the cluster" };
