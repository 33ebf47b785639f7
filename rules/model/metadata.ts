import type { Place } from "./place.ts";
import { pods } from "./pods.ts";
import type { Resource } from "./resource.ts";

/** Where a resource has its labels and annotations, and where the pods that it makes have theirs. */
export const metadataOf = (resource: Resource): readonly Place[] => [
  resource.at("metadata"),
  ...pods(resource)
    .filter(({ isBare, isPart }) => !isBare && !isPart)
    .map(({ place }) => place.at("metadata")),
];
