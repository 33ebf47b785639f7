import type { Document } from "../../rules/model/document.ts";
import { Kind } from "../../rules/model/tree.ts";

/** All that a reader has made of a text, as plain data: two readers agree if their shapes are equal. */
export function shape({ tree, errors, isBroken }: Document) {
  const nodes = Array.from({ length: tree.size }, (_, node) => [
    tree.kind(node),
    tree.style(node),
    tree.start(node),
    tree.end(node),
    tree.parent(node),
    tree.next(node),
    tree.isTorn(node),
    tree.kind(node) === Kind.Scalar ? tree.string(node) : undefined,
  ]);
  return { nodes, errors, isBroken };
}
