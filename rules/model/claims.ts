import { once } from "./memory.ts";
import type { Place } from "./place.ts";
import { volumes, WORKLOADS } from "./pods.ts";
import { inKinds, type Resource } from "./resource.ts";

/** What asks for a persistent volume: a PersistentVolumeClaim, or the template of some within a workload. */
export interface Claim {
  readonly resource: Resource;
  /** What holds the claim's `spec`. */
  readonly place: Place;
  readonly spec: Place;
  /** What the author calls it: for messages. */
  readonly title: string;
  /** Who makes claims of it: nobody, for one that is written out. */
  readonly maker: "set" | "pod" | undefined;
}

const SETS = ["apps/StatefulSet", "apps.kruise.io/StatefulSet"] as const;

/** Every claim that a resource is or makes. */
export const claims = inKinds(
  new Set(["PersistentVolumeClaim", ...WORKLOADS]),
  once((resource: Resource): readonly Claim[] => {
    if (resource.groupKind === "PersistentVolumeClaim") {
      return [claim(resource, resource.place, `PersistentVolumeClaim "${resource.name}"`, undefined)];
    }
    const templates = SETS.some((it) => it === resource.groupKind)
      ? resource.at("spec", "volumeClaimTemplates")
      : undefined;
    return [
      ...(templates?.children ?? []).map((place) =>
        claim(resource, place, `Claim template "${place.at("metadata", "name").shown}"`, "set"),
      ),
      ...volumes(resource)
        .map((volume) => ({ volume, place: volume.at("ephemeral", "volumeClaimTemplate") }))
        .filter(({ place }) => place.children.length > 0)
        .map(({ volume, place }) => claim(resource, place, `The claim of volume "${volume.name}"`, "pod")),
    ];
  }),
);

const claim = (resource: Resource, place: Place, title: string, maker: Claim["maker"]): Claim => ({
  resource,
  place,
  spec: place.at("spec"),
  title,
  maker,
});
