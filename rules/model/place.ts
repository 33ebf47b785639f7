import type { Document } from "./document.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { UNKNOWN } from "./marks.ts";
import { keyName, scalarValue } from "./scalars.ts";
import type { Span } from "./source.ts";
import { Kind, NONE, type Node } from "./tree.ts";
import { ifKnown, unknowable } from "./unknowable.ts";

/** One step down: a key of a mapping, or an index of a sequence. */
export type Step = string | number;

/** How many nodes one `value` may be made of: aliases can make a small text enormous. */
const LARGEST_VALUE = 200_000;

/**
 * A path in a manifest, whether or not anything stands there yet.
 * A place knows its value, its exact span, and whether another value can be written there.
 * It remembers what it was asked, so keep places only as long as one document is judged.
 */
export class Place {
  private known: Map<Step, Place> | undefined;
  private found: ReadonlyMap<string, Entry> | undefined;

  private constructor(
    readonly document: Document,
    readonly parent: Place | undefined,
    /** The last step of the path; nothing at the root. */
    readonly step: Step | undefined,
    /** The key that leads here, if one is written. */
    readonly key: Node,
    /** What stands here in the text: it may be an alias, or `NONE`. */
    readonly node: Node,
    /** Whether an alias or a merge key lies on the way here. */
    private readonly borrowed: boolean,
    private readonly underlined?: Span,
    /** Whether someone else adds to what the text says here. */
    private readonly hasMore = false,
  ) {}

  static root(document: Document): Place {
    return new Place(document, undefined, undefined, NONE, document.tree.root, false);
  }

  /** The place below this one. Nothing need stand there. */
  at(...steps: readonly Step[]): Place {
    let place: Place = this;
    for (const step of steps) place = place.below(step);
    return place;
  }

  /** The places of a sequence's items, or of a mapping's values; none, where neither stands. */
  get children(): readonly Place[] {
    const { tree } = this.document;
    const { target } = this;
    if (target === NONE) return [];
    if (tree.kind(target) === Kind.Mapping) return [...this.entries.keys()].map((name) => this.below(name));
    if (tree.kind(target) !== Kind.Sequence) return [];
    const places: Place[] = [];
    for (let item = tree.first(target); item !== NONE; item = tree.next(item)) {
      const step = places.length;
      places.push(this.known?.get(step) ?? this.remember(step, NONE, item, this.isBorrowed));
    }
    return places;
  }

  /** Forgets all that was asked below, which can be found out again: of places that nobody holds, nothing is left. */
  forget(): void {
    const { known } = this;
    this.known = undefined;
    this.found = undefined;
    if (known !== undefined) for (const place of known.values()) place.forget();
  }

  /** The steps that lead here from the document's root. */
  get path(): readonly Step[] {
    return this.parent === undefined || this.step === undefined ? [] : [...this.parent.path, this.step];
  }

  /** Whether a value stands here. For Kubernetes, `key:` and `key: null` are as good as nothing. Throws `unknowable`. */
  get exists(): boolean {
    if (this.node === NONE) {
      if (this.mayStandElsewhere) throw unknowable;
      return false;
    }
    const { tree } = this.document;
    const { target } = this;
    if (target === NONE || this.isAlternative) throw unknowable;
    const kind = tree.kind(target);
    if (kind === Kind.Scalar) return this.value !== undefined;
    if (kind === Kind.Empty && tree.isTorn(target)) throw unknowable;
    return kind !== Kind.Empty;
  }

  /** The value as Kubernetes decodes it, without type conversion; `undefined` for none and for null. Throws `unknowable`. */
  get value(): unknown {
    if (this.node === NONE) {
      if (this.mayStandElsewhere) throw unknowable;
      return undefined;
    }
    if (this.isAlternative) throw unknowable;
    return this.valueOf(this.target, { left: LARGEST_VALUE }) ?? undefined;
  }

  /** The value, if it is a string. Throws `unknowable`. */
  get string(): string | undefined {
    const { value } = this;
    return typeof value === "string" ? value : undefined;
  }

  /** The value, if it is a number. Throws `unknowable`. */
  get number(): number | undefined {
    const { value } = this;
    return typeof value === "number" ? value : undefined;
  }

  /** Whether a mapping stands here. Throws `unknowable`. */
  get isMapping(): boolean {
    return this.exists && this.document.tree.kind(this.target) === Kind.Mapping;
  }

  /** Whether a sequence stands here. Throws `unknowable`. */
  get isSequence(): boolean {
    return this.exists && this.document.tree.kind(this.target) === Kind.Sequence;
  }

  /** Whether the value can be told. For the model, which must go on; a rule just asks for the value. */
  get isKnown(): boolean {
    return ifKnown(() => {
      void this.value;
      return true;
    }, false);
  }

  /** The value as its author wrote it: for a reader's eyes, never for a decision. */
  get shown(): string {
    if (this.node === NONE) return "";
    const { tree, text } = this.document;
    const { target } = this;
    if (target === NONE) return text.slice(tree.start(this.node), tree.end(this.node));
    const written = text.slice(tree.start(target), tree.end(target));
    return tree.kind(target) === Kind.Scalar && written === tree.text.slice(tree.start(target), tree.end(target))
      ? tree.string(target)
      : written;
  }

  /** What a scalar begins with for certain: all of it, or what stands before the first thing that only a renderer could tell. */
  get beginning(): string {
    const { tree } = this.document;
    const { target } = this;
    if (target === NONE || this.isAlternative || tree.kind(target) !== Kind.Scalar) return "";
    return tree.string(target).split(UNKNOWN, 1)[0] ?? "";
  }

  /**
   * What to underline: the value; for a mapping, a sequence or several lines, their key, or the name that an item goes by;
   * for a place where nothing stands, what should have held it.
   */
  get span(): Span {
    if (this.underlined !== undefined) return this.underlined;
    const { tree, text } = this.document;
    if (this.node !== NONE) {
      const kind = tree.kind(this.node);
      const span = tree.span(this.node);
      const isShort = (kind === Kind.Scalar || kind === Kind.Alias) && !text.slice(span.start, span.end).includes("\n");
      if (isShort && span.end > span.start) return span;
    }
    if (this.key !== NONE) return tree.span(this.key);
    const label = this.label;
    if (label !== undefined) return label;
    if (this.parent !== undefined) return this.parent.span;
    return firstLine(text);
  }

  /** This place with its key underlined in place of its value. */
  get named(): Place {
    return this.key === NONE ? this : this.underline(this.document.tree.span(this.key));
  }

  /** This place with another span of its document underlined. */
  underline(span: Span): Place {
    return new Place(this.document, this.parent, this.step, this.key, this.node, this.borrowed, span, this.hasMore);
  }

  /** This place, if an operator adds to it what the text does not say: nothing right below is known to be missing. */
  withMore(): Place {
    return new Place(this.document, this.parent, this.step, this.key, this.node, this.borrowed, undefined, true);
  }

  /** The place of one entry of the mapping that stands here, even if a later entry of the same name hides it. */
  entry(key: Node): Place {
    const { tree } = this.document;
    const name = keyName(tree.string(key), tree.style(key), tree.tag(key)) ?? tree.string(key);
    return new Place(this.document, this, name, key, tree.next(key), this.isBorrowed);
  }

  /** The entries of the same name that would count if this one were not there. */
  get hidden(): readonly Place[] {
    const { document, parent, step, key } = this;
    const entry = parent === undefined || key === NONE ? undefined : parent.entries.get(String(step));
    if (entry === undefined || entry.key !== key) return [];
    const places: Place[] = [];
    for (let it = entry.hides; it !== undefined; it = it.hides) {
      places.push(new Place(document, parent, step, it.key, it.node, it.merged));
    }
    return places;
  }

  /**
   * Whether `write` can put another value here or take this one away: not behind an alias or a merge key,
   * not where an alias repeats the text, not in what a template fills in.
   */
  get writable(): boolean {
    if (this.borrowed || this.isAlternative) return false;
    const { tree } = this.document;
    for (let place: Place | undefined = this; place !== undefined; place = place.parent) {
      const { node } = place;
      if (node === NONE) continue;
      if (tree.isShared(node) || (place !== this && tree.kind(node) === Kind.Alias)) return false;
      if (place.isMasked || (place !== this && isScalar(tree.kind(node)) && place.value !== undefined)) return false;
    }
    return this.node !== NONE || !(this.mayStandElsewhere || this.isInBranch);
  }

  /** Whether what would hold a new value ends within a template's condition. */
  private get isInBranch(): boolean {
    let holder = this.parent;
    while (holder !== undefined && holder.node === NONE) holder = holder.parent;
    return holder !== undefined && this.document.tree.isDivided(holder.node);
  }

  /** What stands here, aliases followed. `NONE` for nothing, and for an alias without an anchor. */
  get target(): Node {
    const { tree } = this.document;
    let node = this.node;
    for (let steps = 0; node !== NONE && tree.kind(node) === Kind.Alias; steps++) {
      node = steps > 100 ? NONE : tree.target(node);
    }
    return node;
  }

  private get isBorrowed(): boolean {
    return this.borrowed || this.target !== this.node;
  }

  private get isAlternative(): boolean {
    return this.key !== NONE && this.document.tree.isAlternative(this.key);
  }

  /** Whether a template writes part of the scalar that stands here. */
  private get isMasked(): boolean {
    const { tree } = this.document;
    return tree.kind(this.node) === Kind.Scalar && tree.string(this.node).includes(UNKNOWN);
  }

  /**
   * Whether a template, or what an error hides, may hold what the text does not show here; likewise below a value of
   * the wrong kind, where the author is not done.
   */
  private get mayStandElsewhere(): boolean {
    let step = this.step;
    for (let place = this.parent; place !== undefined; step = place.step, place = place.parent) {
      if (place.node === NONE) continue;
      const { tree } = this.document;
      const { target } = place;
      if (target === NONE || place.hasMore || place.isAlternative || tree.isTorn(target)) return true;
      const kind = tree.kind(target);
      if (kind === Kind.Scalar) return ifKnown(() => place?.value !== undefined, true);
      return kind !== Kind.Empty && (kind === Kind.Sequence) !== (typeof step === "number");
    }
    return false;
  }

  private below(step: Step): Place {
    return this.known?.get(step) ?? this.find(step);
  }

  private find(step: Step): Place {
    const { tree } = this.document;
    const { target } = this;
    if (target !== NONE && tree.kind(target) === Kind.Mapping) {
      const entry = this.entries.get(String(step));
      if (entry !== undefined) return this.remember(step, entry.key, entry.node, this.isBorrowed || entry.merged);
    }
    if (target !== NONE && tree.kind(target) === Kind.Sequence && typeof step === "number") {
      let item = tree.first(target);
      for (let index = 0; index < step && item !== NONE; index++) item = tree.next(item);
      if (item !== NONE) return this.remember(step, NONE, item, this.isBorrowed);
    }
    return this.remember(step, NONE, NONE, this.isBorrowed);
  }

  private remember(step: Step, key: Node, node: Node, borrowed: boolean): Place {
    const place = new Place(this.document, this, step, key, node, borrowed);
    this.known ??= new Map();
    this.known.set(step, place);
    return place;
  }

  private get entries(): ReadonlyMap<string, Entry> {
    this.found ??= entriesOf(this.document, this.target, { left: LARGEST_VALUE });
    return this.found;
  }

  private valueOf(node: Node, budget: { left: number }): unknown {
    const { tree } = this.document;
    if (node === NONE || --budget.left < 0 || tree.isTorn(node)) throw unknowable;
    switch (tree.kind(node)) {
      case Kind.Alias:
        return this.valueOf(tree.target(node), budget);
      case Kind.Scalar: {
        const text = tree.string(node);
        if (text.includes(UNKNOWN)) throw unknowable;
        const value = scalarValue(text, tree.style(node), tree.tag(node));
        if (value === undefined) throw unknowable;
        return value;
      }
      case Kind.Sequence:
        return [...tree.children(node)].map((item) => this.valueOf(item, budget));
      case Kind.Mapping: {
        const entries = [...entriesOf(this.document, node, budget)];
        return Object.fromEntries(
          entries.map(([name, entry]) => {
            if (tree.isAlternative(entry.key)) throw unknowable;
            return [name, this.valueOf(entry.node, budget)];
          }),
        );
      }
      default:
        return null;
    }
  }

  /** The span of the name by which the mapping that stands here is known to its readers. */
  private get label(): Span | undefined {
    const { tree } = this.document;
    const { node } = this;
    if (node === NONE || tree.kind(node) !== Kind.Mapping) return undefined;
    const own = (name: string) => {
      const entry = this.entries.get(name);
      return entry === undefined || entry.merged || !isScalar(tree.kind(entry.node)) ? undefined : entry;
    };
    if (this.parent === undefined) {
      const kind = own("kind");
      const metadata = this.at("metadata").at("name");
      if (metadata.node !== NONE && isScalar(tree.kind(metadata.node)) && !metadata.borrowed) return metadata.span;
      if (kind !== undefined) return tree.span(kind.node);
    }
    const named = own("name") ?? (own("kind") === undefined ? undefined : (this.nameOfItem ?? own("kind")));
    if (named !== undefined) return tree.span(named.node);
    const first = tree.first(node);
    return first === NONE
      ? firstLine(this.document.text.slice(tree.start(node), tree.end(node)), tree.start(node))
      : tree.span(first);
  }

  /** The name of the resource that stands here as an item of a list. */
  private get nameOfItem(): Entry | undefined {
    const name = this.at("metadata").at("name");
    const { tree } = this.document;
    return name.node !== NONE && isScalar(tree.kind(name.node))
      ? { key: name.key, node: name.node, merged: false, hides: undefined }
      : undefined;
  }
}

const isScalar = (kind: Kind) => kind === Kind.Scalar;

/** The first line of a text that holds anything. */
function firstLine(text: string, offset = 0): Span {
  const start = Math.max(0, text.search(/\S/));
  const end = text.slice(start).search(/[\r\n]|$/) + start;
  return { start: offset + start, end: offset + end };
}
