import type { Document } from "./document.ts";
import { UNKNOWN } from "./marks.ts";
import { keyName } from "./scalars.ts";
import { Kind, NONE, type Node, Style } from "./tree.ts";
import { unknowable } from "./unknowable.ts";

/** The nodes that stand at one key of a mapping. */
export interface Entry {
  readonly key: Node;
  readonly node: Node;
  /** Whether the entry comes from a merge key (`<<`), and so stands elsewhere. */
  readonly merged: boolean;
  /** The entry of the same name that would count if this one were not there. */
  readonly hides: Entry | undefined;
}

/** The entries of a mapping in the order of their names' first appearance; of a name's entries the last counts, merge keys in their order. */
export function entriesOf(document: Document, mapping: Node, budget: { left: number }): ReadonlyMap<string, Entry> {
  const { tree } = document;
  const entries = new Map<string, Entry>();
  if (mapping === NONE || tree.kind(mapping) !== Kind.Mapping) return entries;
  for (let key = tree.first(mapping); key !== NONE; key = tree.next(tree.next(key))) {
    if (--budget.left < 0) throw unknowable;
    const node = tree.next(key);
    const written = tree.kind(key) === Kind.Alias ? tree.target(key) : key;
    if (written === NONE || tree.kind(written) !== Kind.Scalar) continue;
    const text = tree.string(written);
    if (text === "<<" && tree.style(written) === Style.Plain) {
      for (const merged of mergedMappings(document, node)) {
        for (const [name, { key, node }] of entriesOf(document, merged, budget)) {
          entries.set(name, { key, node, merged: true, hides: entries.get(name) });
        }
      }
      continue;
    }
    if (text.includes(UNKNOWN)) continue;
    const name = keyName(text, tree.style(written), tree.tag(written));
    if (name !== undefined) entries.set(name, { key, node, merged: false, hides: entries.get(name) });
  }
  return entries;
}

/** The mappings that a merge key names, those first that others override. */
function mergedMappings({ tree }: Document, node: Node): readonly Node[] {
  const follow = (it: Node) => (it !== NONE && tree.kind(it) === Kind.Alias ? tree.target(it) : it);
  const target = follow(node);
  if (target === NONE) return [];
  if (tree.kind(target) === Kind.Mapping) return [target];
  return tree.kind(target) === Kind.Sequence ? [...tree.children(target)].map(follow).reverse() : [];
}
