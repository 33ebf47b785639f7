import { tokensIn } from "./credentials.ts";
import type { Place } from "./place.ts";
import { placeAt } from "./place-at.ts";
import type { Resource } from "./resource.ts";
import { NONE } from "./tree.ts";

/** The secrets of known shapes that a resource's text holds, comments among it: the deepest place of each, with the secret underlined. */
export function tokensOf({ place }: Resource): readonly Place[] {
  const { node, document } = place;
  if (node === NONE) return [];
  const start = document.tree.start(node);
  return tokensIn(document.text.slice(start, document.tree.end(node))).map(({ token, index }) =>
    placeAt(place, start + index).underline({ start: start + index, end: start + index + token.length }),
  );
}
