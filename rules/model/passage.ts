import type { Place } from "./place.ts";
import { NONE } from "./tree.ts";

/** A place with only a part of its text underlined, if that part is found there as it is written. */
export function passage(place: Place, part: string): Place {
  if (place.node === NONE || part === "" || part.includes("\n")) return place;
  const { tree, text } = place.document;
  const { start, end } = tree.span(place.node);
  const at = text.slice(start, end).indexOf(part);
  return at === -1 ? place : place.underline({ start: start + at, end: start + at + part.length });
}
