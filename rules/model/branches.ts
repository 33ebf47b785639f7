import { BRANCH } from "./marks.ts";
import type { Place } from "./place.ts";

/** Whether two places stand in the same branch of a template's conditions, and so are there together or not at all. */
export function standTogether(one: Place, other: Place): boolean {
  if (one.document !== other.document) return false;
  const { tree } = one.document;
  const [from = 0, to = 0] = [tree.start(one.node), tree.start(other.node)].toSorted((a, b) => a - b);
  let depth = 0;
  for (const mark of tree.text.slice(from, to)) {
    if (mark === BRANCH.begins) depth++;
    else if (mark === BRANCH.otherwise && depth === 0) return false;
    else if (mark === BRANCH.ends && depth-- === 0) return false;
  }
  return depth === 0;
}
