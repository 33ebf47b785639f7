import { ANYWHERE, BRANCH, UNKNOWN } from "./marks.ts";
import { type Facts, Kind, NONE, type Node, Style, type Tree } from "./tree.ts";

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
  if (text.includes(BRANCH.otherwise)) noteAlternatives(tree, facts, armsOf(text));
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
  } else if (fits.length === 0) {
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

/** Which arm of which condition holds from an offset on: pairs of a condition's number and its arm's. */
interface Arms {
  readonly from: number;
  readonly arms: readonly (readonly [condition: number, arm: number])[];
}

function armsOf(text: string): readonly Arms[] {
  const stretches: Arms[] = [];
  let open: (readonly [number, number])[] = [];
  let conditions = 0;
  for (const { 0: mark, index } of text.matchAll(/[\uE001-\uE003]/g)) {
    if (mark === BRANCH.begins) open = [...open, [conditions++, 0]];
    else if (mark === BRANCH.ends) open = open.slice(0, -1);
    else {
      const last = open.at(-1);
      if (last !== undefined) open = [...open.slice(0, -1), [last[0], last[1] + 1]];
    }
    stretches.push({ from: index, arms: open });
  }
  return stretches;
}

function noteAlternatives(tree: Tree, facts: Facts, stretches: readonly Arms[]): void {
  for (let mapping = 0; mapping < tree.size; mapping++) {
    if (tree.kind(mapping) !== Kind.Mapping) continue;
    const byName = new Map<string, Node[]>();
    for (let key = tree.first(mapping); key !== NONE; key = tree.next(tree.next(key))) {
      const same = byName.get(tree.string(key));
      if (same === undefined) byName.set(tree.string(key), [key]);
      else same.push(key);
    }
    for (const keys of byName.values()) {
      const exclude = keys.some((one) =>
        keys.some((other) => areAlternatives(tree.start(one), tree.start(other), stretches)),
      );
      if (exclude) for (const key of keys) facts.alternatives.add(key);
    }
  }
}

function areAlternatives(one: number, other: number, stretches: readonly Arms[]): boolean {
  const arms = (offset: number) => stretches.findLast(({ from }) => from < offset)?.arms ?? [];
  const others = new Map(arms(other));
  return arms(one).some(([condition, arm]) => others.has(condition) && others.get(condition) !== arm);
}
