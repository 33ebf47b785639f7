import type { Place } from "./place.ts";
import type { Resource } from "./resource.ts";

/** Where a resource's value stands, or the name of the resource that lacks it. Throws `unknowable`. */
export const valueOrTitle = (resource: Resource, place: Place): Place =>
  place.exists ? place : place.underline(resource.place.span);
