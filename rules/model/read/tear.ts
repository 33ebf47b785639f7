import { ANYWHERE, BRANCH, UNKNOWN } from "../marks.ts";
import { type Facts, Kind, NONE, type Node, Style, type Tree } from "../tree.ts";

/** A column that stands for every column. */
const ANY = -1;

/**
 * Marks in a tree where more may stand than the text shows: at `holes` (offsets of what a repair blanked, or before which
 * all is in doubt if negative), and where a masked text has marks in comments; and which keys are each other's alternatives.
 */
export function tear(tree: Tree, facts: Facts, text: string, holes: readonly number[]): void {
  if (tree.size === 0) return;
  for (const hole of holes) {
    if (hole < 0) tearFrom(tree, facts, -hole - 1);
    else tearAt(tree, facts, hole, columnOf(text, hole));
  }
  for (const at of offsetsOf(text, `#${UNKNOWN}`)) tearAt(tree, facts, at, columnOf(text, at));
  for (const at of offsetsOf(text, `#${ANYWHERE}`)) tearAt(tree, facts, at, ANY);
  if (text.includes(BRANCH.begins)) noteAlternatives(tree, facts, stretchesOf(text));
}

function* offsetsOf(text: string, mark: string): Generator<number> {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) yield at;
}

/** Marks what is open at `offset` and has its entries at `column`; if nothing has, what the text there would belong to. */
function tearAt(tree: Tree, facts: Facts, offset: number, column: number): void {
  const chain = openAt(tree, offset);
  const collections = chain.filter((it) => tree.kind(it) !== Kind.Empty);
  const fits = collections.filter(
    (it) => column === ANY || columnOf(tree.text, tree.start(it)) === column || isFlow(tree, it),
  );
  for (const node of fits) facts.torn.add(node);
  const last = chain.at(-1);
  if (column === ANY) {
    for (const node of chain) facts.torn.add(node);
  } else if (
    last !== undefined &&
    tree.kind(last) === Kind.Empty &&
    columnOf(tree.text, keyStart(tree, last)) < column
  ) {
    facts.torn.add(last);
  } else if (fits.every((it) => tree.kind(it) === Kind.Sequence)) {
    const outer = collections.filter((it) => columnOf(tree.text, tree.start(it)) < column).at(-1);
    const inner = collections.find((it) => columnOf(tree.text, tree.start(it)) > column);
    for (const node of [outer, inner]) if (node !== undefined) facts.torn.add(node);
  }
}

/** Marks every collection that reaches beyond `offset`. */
function tearFrom(tree: Tree, facts: Facts, offset: number): void {
  for (const node of openAt(tree, offset)) facts.torn.add(node);
  for (let node = 0; node < tree.size; node++) {
    if (tree.end(node) >= offset && tree.kind(node) !== Kind.Scalar) facts.torn.add(node);
  }
}

/** The collections that a line at `offset` might add to, from the root down; an empty value last, if one stands right before. */
function openAt(tree: Tree, offset: number): readonly Node[] {
  const chain: Node[] = [];
  let node: Node = tree.root;
  while (node !== NONE) {
    const kind = tree.kind(node);
    if (kind === Kind.Empty || kind === Kind.Mapping || kind === Kind.Sequence) chain.push(node);
    if (kind !== Kind.Mapping && kind !== Kind.Sequence) break;
    const before = childBefore(tree, node, offset);
    // A flow collection is open only between its brackets.
    node = before !== NONE && isFlow(tree, before) && tree.end(before) <= offset ? NONE : before;
  }
  return chain;
}

/** The item, or the value of the entry, that begins last before `offset`. */
function childBefore(tree: Tree, collection: Node, offset: number): Node {
  const isMapping = tree.kind(collection) === Kind.Mapping;
  let before: Node = NONE;
  for (let child = tree.first(collection); child !== NONE && tree.start(child) < offset; ) {
    before = isMapping ? tree.next(child) : child;
    child = tree.next(before);
  }
  return before;
}

const isFlow = (tree: Tree, node: Node): boolean =>
  (tree.kind(node) === Kind.Mapping || tree.kind(node) === Kind.Sequence) && tree.style(node) === Style.Flow;

/** Where the key of an empty value begins, or the dash of an empty item. */
function keyStart(tree: Tree, node: Node): number {
  const parent = tree.parent(node);
  if (parent === NONE) return 0;
  if (tree.kind(parent) === Kind.Sequence) return tree.start(parent);
  let key: Node = tree.first(parent);
  while (tree.next(key) !== node && tree.next(key) !== NONE) key = tree.next(key);
  return tree.start(key);
}

/** The column at which a line's content begins, or the offset's own if the line has some before it. */
function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Which arm of a condition is the innermost from an offset on: each arm has a number, and 0 stands for none. */
interface Stretch {
  readonly from: number;
  readonly arm: number;
}

function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [{ from: -1, arm: 0 }];
  const open: number[] = [];
  let arms = 0;
  for (const { 0: mark, index } of text.matchAll(/[\uE001-\uE003]/g)) {
    if (mark !== BRANCH.begins) open.pop();
    if (mark !== BRANCH.ends) open.push(++arms);
    stretches.push({ from: index, arm: open.at(-1) ?? 0 });
  }
  return stretches;
}

/** Marks keys that are repeated under other conditions: nobody but a renderer can tell whether more than one of them is there. */
function noteAlternatives(tree: Tree, facts: Facts, stretches: readonly Stretch[]): void {
  for (let mapping = 0; mapping < tree.size; mapping++) {
    if (tree.kind(mapping) !== Kind.Mapping) continue;
    const byName = new Map<string, Node[]>();
    for (let key = tree.first(mapping); key !== NONE; key = tree.next(tree.next(key))) {
      const same = byName.get(tree.string(key));
      if (same === undefined) byName.set(tree.string(key), [key]);
      else same.push(key);
    }
    for (const keys of byName.values()) {
      if (keys.length < 2) continue;
      const arms = new Set(keys.map((key) => armAt(tree.start(key), stretches)));
      if (arms.size > 1) for (const key of keys) facts.alternatives.add(key);
    }
  }
}

function armAt(offset: number, stretches: readonly Stretch[]): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((stretches[middle]?.from ?? 0) < offset) low = middle;
    else high = middle - 1;
  }
  return stretches[low]?.arm ?? 0;
}
