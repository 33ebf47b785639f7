import type { Change } from "../change.ts";
import { Proposal, type Writable } from "../change.ts";
import type { Place, Step } from "../place.ts";
import { keyName, scalarValue } from "../scalars.ts";
import { Kind, NONE, type Node, Style, type Tree } from "../tree.ts";
import { isFilled, isList, isMapping } from "./render.ts";

/** What is to become of one place and all below it. */
export class Plan {
  /** The value that is to stand here, if this place itself is to change. */
  value: Writable | undefined;
  isRemoved = false;
  /** Whether the collection here is to stay even if nothing is left in it. */
  isKept = false;
  readonly parts = new Map<string, Plan>();

  constructor(
    readonly tree: Tree,
    readonly parent: Plan | undefined,
    readonly step: Step | undefined,
    readonly key: Node,
    readonly node: Node,
  ) {}

  /** The plan for what stands, or does not yet stand, one step below. */
  part(step: Step, key: Node, node: Node): Plan {
    const id = node === NONE ? `step ${step}` : `node ${node}`;
    let part = this.parts.get(id);
    if (part === undefined) {
      part = new Plan(this.tree, this, step, key, node);
      this.parts.set(id, part);
    }
    return part;
  }

  partOf(node: Node): Plan | undefined {
    return this.parts.get(`node ${node}`);
  }

  /** What is to be added to the collection here, as a collection of its own. */
  get filling(): Writable {
    return this.tree.kind(this.node) === Kind.Sequence
      ? this.additions.map((it) => it.value)
      : Object.fromEntries(this.additions.map((it) => [String(it.step), it.value]));
  }

  /** What is to be added to the collection here, in its order. */
  get additions(): readonly { readonly step: Step; readonly value: Writable }[] {
    const added = [...this.parts.values()].flatMap(({ node, step, value }) =>
      node === NONE && step !== undefined && value !== undefined ? [{ step, value }] : [],
    );
    if (this.tree.kind(this.node) !== Kind.Sequence) return added;
    return added.filter(({ step }) => typeof step === "number").toSorted((a, b) => Number(a.step) - Number(b.step));
  }
}

/** Gathers changes to one document: what shares a missing ancestor comes together, equal changes are made once, of contradicting ones the first is. */
export function planOf(changes: readonly Change[], tree: Tree): Plan {
  const root = new Plan(tree, undefined, undefined, NONE, tree.root);
  for (const change of changes) add(root, change);
  settle(root);
  return root;
}

function add(root: Plan, change: Change): void {
  if (!("remove" in change)) {
    const plan = planFor(root, change.at, change.value);
    if (plan === undefined || plan.isRemoved) return;
    if (plan.value === undefined) plan.value = change.value;
    else if (typeof plan.step === "number" && plan.node === NONE) append(plan, plan.step, change.value);
    return;
  }
  // What it hides would count in its place.
  const entries = [change.at, ...change.at.hidden];
  if (entries.some((it) => it.node === NONE || !it.writable || bearsAnchor(root.tree, it))) return;
  for (const entry of entries) {
    const plan = planFor(root, entry, undefined);
    if (plan !== undefined && !holdsValue(plan)) plan.isRemoved = true;
  }
}

/** The plan for a place; `undefined`, if what is planned already leaves no room for `value` there, or for its removal. */
function planFor(root: Plan, place: Place, value: Writable | undefined): Plan | undefined {
  const way = wayTo(place);
  if (way.length === 0 || bearsAnchor(root.tree, place)) return undefined;
  let plan = root;
  for (const [index, { step, key, node }] of way.entries()) {
    if (plan.isRemoved || step === undefined) return undefined;
    if (plan.value !== undefined && (value === undefined || isTaken(plan.value, way.slice(index)))) return undefined;
    plan = plan.part(step, key, node);
  }
  return plan;
}

/** The places from the root's child down to a place. */
function wayTo(place: Place): readonly Place[] {
  const way: Place[] = [];
  for (let at = place; at.parent !== undefined; at = at.parent) way.unshift(at);
  return way;
}

/** Whether an alias elsewhere repeats something that stands here: then it cannot be taken away. */
function bearsAnchor(tree: Tree, { key, node }: Place): boolean {
  if (key !== NONE && tree.isShared(key)) return true;
  if (node === NONE) return false;
  const end = behind(tree, node);
  for (let below = node; below < end; below++) if (tree.isShared(below)) return true;
  return false;
}

/** The first node that stands neither at nor below `node`. */
function behind(tree: Tree, node: Node): Node {
  for (let at = node; at !== NONE; at = tree.parent(at)) if (tree.next(at) !== NONE) return tree.next(at);
  return tree.size;
}

/** Whether `value` says already what stands at the end of a way, or leaves no room for it. */
function isTaken(value: Writable, way: readonly Place[]): boolean {
  let at: Writable | undefined = value;
  for (const { step } of way) {
    if (step === undefined || !(isList(at) || isMapping(at))) return true;
    if (isList(at) && typeof step !== "number") return true;
    at = Object.hasOwn(at, step) ? (at as { readonly [key: string]: Writable })[String(step)] : undefined;
    if (at === undefined) return false;
  }
  return true;
}

const holdsValue = (plan: Plan): boolean =>
  plan.value !== undefined || [...plan.parts.values()].some((it) => holdsValue(it));

/** Behind the end of a sequence there is room for everyone: what differs is written one after the other. */
function append(first: Plan, step: number, value: Writable): void {
  const { parent } = first;
  if (parent === undefined) return;
  const same = JSON.stringify(value);
  const appended = [...parent.parts].filter(([id]) => id === `step ${step}` || id.startsWith(`more ${step} `));
  if (appended.some(([, it]) => JSON.stringify(it.value) === same)) return;
  const more = new Plan(parent.tree, parent, step, NONE, NONE);
  more.value = value;
  parent.parts.set(`more ${step} ${appended.length}`, more);
}

/** Works out what every place is to hold, and narrows a new collection down to what differs from the one that stands. */
function settle(plan: Plan): void {
  const { tree, node } = plan;
  const kind = node === NONE ? Kind.Empty : tree.kind(node);
  const isCollection = kind === Kind.Mapping || kind === Kind.Sequence;
  if (plan.value !== undefined || !isCollection) {
    const isScalar = kind === Kind.Alias || (kind === Kind.Scalar && !isNull(tree, node));
    if (!isScalar || plan.value !== undefined) plan.value = composed(plan);
    plan.parts.clear();
    if (plan.value === undefined || !isCollection || !narrow(plan, plan.value)) return;
    plan.value = undefined;
    plan.isKept = true;
  }
  for (const part of plan.parts.values()) settle(part);
}

/** The value that a place is to hold when all that is planned below it is done. */
function composed({ value, parts }: Plan): Writable | undefined {
  if (parts.size === 0) return value;
  const below = [...parts.values()].map((part) => ({ part, value: composed(part) }));
  const isSequence = value === undefined ? typeof below[0]?.part.step === "number" : isList(value);
  if (isSequence) {
    const items = below
      .filter(({ part }) => typeof part.step === "number")
      .toSorted((a, b) => Number(a.part.step) - Number(b.part.step));
    const list: (Writable | undefined)[] = value === undefined ? [] : [...(value as readonly Writable[])];
    for (const { part, value: item } of items) {
      if (Number(part.step) < list.length && part.node !== NONE) list[Number(part.step)] = item;
      else list.push(item);
    }
    const left = list.filter((it) => it !== undefined);
    return value === undefined && left.length === 0 ? undefined : left;
  }
  if (value !== undefined && !isMapping(value)) return value;
  const entries = new Map(Object.entries(value ?? {}));
  for (const { part, value: entry } of below) {
    if (entry !== undefined) entries.set(String(part.step), entry);
    else if (part.isRemoved) entries.delete(String(part.step));
  }
  return value === undefined && entries.size === 0 ? undefined : Object.fromEntries(entries);
}

/** Plans only what differs between the collection that stands and the one that is to. False where they are of different kinds, or hold what is no plain data. */
function narrow(plan: Plan, value: Writable): boolean {
  const { tree, node } = plan;
  if (tree.kind(node) === Kind.Sequence) {
    if (!isList(value)) return false;
    const items = [...tree.children(node)];
    for (const [index, item] of items.entries()) become(plan.part(index, NONE, item), value[index]);
    for (const [index, item] of value.entries()) if (index >= items.length) plan.part(index, NONE, NONE).value = item;
    return true;
  }
  const names = namesOf(tree, node);
  if (!isMapping(value) || names === undefined) return false;
  for (const [name, key] of names) become(plan.part(name, key, tree.next(key)), own(value, name));
  for (const [name, entry] of Object.entries(value)) if (!names.has(name)) plan.part(name, NONE, NONE).value = entry;
  return true;
}

function become(part: Plan, value: Writable | undefined): void {
  if (value === undefined) part.isRemoved = true;
  else if (!isSame(part, value)) part.value = value;
}

function isSame({ tree, node }: Plan, value: Writable): boolean {
  if (tree.kind(node) !== Kind.Scalar || isFilled(value)) return false;
  const wanted = value instanceof Proposal ? value.value : value;
  return scalarValue(tree.string(node), tree.style(node), tree.tag(node)) === wanted;
}

const own = (mapping: { readonly [key: string]: Writable }, name: string) =>
  Object.hasOwn(mapping, name) ? mapping[name] : undefined;

/** The keys of a mapping by their names; `undefined` if two are equal, or one is no plain name. */
function namesOf(tree: Tree, mapping: Node): ReadonlyMap<string, Node> | undefined {
  const names = new Map<string, Node>();
  for (let key = tree.first(mapping); key !== NONE; key = tree.next(tree.next(key))) {
    const text = tree.kind(key) === Kind.Scalar ? tree.string(key) : "<<";
    const name = keyName(text, tree.style(key), tree.tag(key));
    if (name === undefined || names.has(name) || (text === "<<" && tree.style(key) === Style.Plain)) return undefined;
    names.set(name, key);
  }
  return names;
}

const isNull = (tree: Tree, node: Node) => scalarValue(tree.string(node), tree.style(node), tree.tag(node)) === null;
