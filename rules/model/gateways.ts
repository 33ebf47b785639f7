import type { Place } from "./place.ts";
import { type GroupKind, inKinds, type Resource } from "./resource.ts";

/** The group of the Gateway API. */
export const GATEWAY_API = "gateway.networking.k8s.io";

/** One port on which a Gateway listens, for one host. */
export interface Listener {
  readonly gateway: Resource;
  readonly place: Place;
}

const KINDS: ReadonlySet<GroupKind> = new Set([
  `${GATEWAY_API}/Gateway`,
  `${GATEWAY_API}/ListenerSet`,
  "gateway.networking.x-k8s.io/XListenerSet",
]);

/** The listeners of a Gateway, and those that a ListenerSet adds to one. */
export const listeners = inKinds(KINDS, (gateway: Resource): readonly Listener[] =>
  gateway.at("spec", "listeners").children.map((place) => ({ gateway, place })),
);
