import type { Place, Step } from "./place.ts";
import { inWorkloads, type Pod, pods } from "./pods.ts";
import type { Resource } from "./resource.ts";

/** How evenly a pod is to be spread with others like it. */
export interface SpreadConstraint {
  readonly pod: Pod;
  readonly place: Place;
  readonly at: Place["at"];
}

/** Every constraint by which a resource's pods are to be spread. */
export const spreadConstraints = inWorkloads((resource: Resource): readonly SpreadConstraint[] =>
  pods(resource).flatMap((pod) =>
    pod.spec.at("topologySpreadConstraints").children.map((place) => ({
      pod,
      place,
      at: (...steps: readonly Step[]) => place.at(...steps),
    })),
  ),
);
