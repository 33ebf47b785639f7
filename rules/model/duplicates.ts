import { UNKNOWN } from "./marks.ts";
import type { Place } from "./place.ts";
import { keyName } from "./scalars.ts";
import { Kind, NONE, type Node, Style, type Tree } from "./tree.ts";

/** Two entries of one mapping that bear the same name: the later one counts. */
export interface Duplicate {
  /** The mapping that holds both. */
  readonly holder: Place;
  readonly name: string;
  readonly earlier: Place;
  readonly later: Place;
}

/** Every entry below `root` whose name another entry of its mapping bears before it; what a template chooses between is none. */
export function duplicateKeys(root: Place): readonly Duplicate[] {
  const { tree } = root.document;
  const placeOf = placesBelow(root);
  const found: Duplicate[] = [];
  const before = new Map<string, Node>();
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== Kind.Mapping) continue;
    before.clear();
    for (let key = tree.first(node); key !== NONE; key = tree.next(tree.next(key))) {
      const name = nameOf(tree, key);
      if (name === undefined) continue;
      const earlier = before.get(name);
      before.set(name, key);
      if (earlier === undefined) continue;
      const holder = placeOf(node);
      found.push({ holder, name, earlier: holder.entry(earlier), later: holder.entry(key) });
    }
  }
  return found;
}

/** The name of a key, if it can be told and must be told apart from others. */
function nameOf(tree: Tree, key: Node): string | undefined {
  if (tree.kind(key) !== Kind.Scalar || tree.isAlternative(key)) return undefined;
  const text = tree.string(key);
  const isMerge = text === "<<" && tree.style(key) === Style.Plain;
  return isMerge || text.includes(UNKNOWN) ? undefined : keyName(text, tree.style(key), tree.tag(key));
}

/** Finds the place at which a node of the text stands; what was found before is not looked for again. */
function placesBelow(root: Place): (node: Node) => Place {
  const { tree } = root.document;
  const known = new Map<Node, Place>([[root.node, root]]);
  const find = (node: Node): Place => {
    const found = known.get(node);
    if (found !== undefined) return found;
    const parent = tree.parent(node);
    const holder = find(parent);
    if (tree.kind(parent) === Kind.Sequence) for (const item of holder.children) known.set(item.node, item);
    else {
      for (let key = tree.first(parent); key !== NONE; key = tree.next(tree.next(key))) {
        known.set(tree.next(key), holder.entry(key));
      }
    }
    return known.get(node) ?? holder;
  };
  return find;
}
