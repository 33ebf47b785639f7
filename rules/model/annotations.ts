import type { Place } from "./place.ts";
import type { Resource } from "./resource.ts";

/** The place of one of a resource's annotations. */
export const annotation = (resource: Resource, name: string): Place => resource.at("metadata", "annotations", name);

/** What an annotation says; `undefined` for nothing. Throws `unknowable`. */
export const annotated = (resource: Resource, name: string): string | undefined => annotation(resource, name).string;

/** A resource's annotations whose name begins with `prefix`. */
export const annotationsUnder = (resource: Resource, prefix: string): readonly Place[] =>
  resource.at("metadata", "annotations").children.filter(({ step }) => String(step).startsWith(prefix));
