import type { Place } from "./place.ts";
import { inKinds } from "./resource.ts";

/** How callers reach a host, as one of the policies of an Istio DestinationRule says. */
export interface DestinationTls {
  readonly host: Place;
  readonly tls: Place;
}

/** Every place where a DestinationRule speaks of TLS: for the host, for one of its ports, and for each subset. */
export const destinationTls = inKinds(
  new Set(["networking.istio.io/DestinationRule"]),
  (resource): readonly DestinationTls[] => {
    if (resource.groupKind !== "networking.istio.io/DestinationRule") return [];
    const policies = [resource.at("spec"), ...resource.at("spec", "subsets").children].map((it) =>
      it.at("trafficPolicy"),
    );
    return policies
      .flatMap((policy) => [policy, ...policy.at("portLevelSettings").children])
      .map((policy) => ({ host: resource.at("spec", "host"), tls: policy.at("tls") }));
  },
);
