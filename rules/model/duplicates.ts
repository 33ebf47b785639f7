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
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== Kind.Mapping) continue;
    const keys = namedKeys(tree, node);
    if (keys === undefined) continue;
    const holder = placeOf(node);
    const before = new Map<string, Node>();
    for (const { key, name } of keys) {
      const earlier = before.get(name);
      if (earlier !== undefined) found.push({ holder, name, earlier: holder.entry(earlier), later: holder.entry(key) });
      before.set(name, key);
    }
  }
  return found;
}

/** The keys of a mapping that can be told, if two of them are equal. */
function namedKeys(tree: Tree, mapping: Node): readonly { readonly key: Node; readonly name: string }[] | undefined {
  const keys: { key: Node; name: string }[] = [];
  const names = new Set<string>();
  for (let key = tree.first(mapping); key !== NONE; key = tree.next(tree.next(key))) {
    if (tree.kind(key) !== Kind.Scalar || tree.isAlternative(key)) continue;
    const text = tree.string(key);
    if (text.includes(UNKNOWN) || (text === "<<" && tree.style(key) === Style.Plain)) continue;
    const name = keyName(text, tree.style(key), tree.tag(key));
    if (name === undefined) continue;
    keys.push({ key, name });
    names.add(name);
  }
  return names.size < keys.length ? keys : undefined;
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
