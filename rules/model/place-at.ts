import type { Place } from "./place.ts";
import { NONE } from "./tree.ts";

/** The deepest place below `root` whose key or value stands at `offset` of its document. */
export function placeAt(root: Place, offset: number): Place {
  let place = root;
  for (;;) {
    const next = place.children.find((child) => stands(child, place, offset));
    if (next === undefined) return place;
    place = next;
  }
}

/** Whether an offset lies in a child as it is written below its parent: what a merge key lends stands elsewhere. */
function stands({ key, node, document: { tree } }: Place, parent: Place, offset: number): boolean {
  const first = key === NONE ? node : key;
  return tree.parent(first) === parent.target && tree.start(first) <= offset && offset <= tree.end(node);
}
