import type { Span } from "./source.ts";

/** A node of a tree: its number. Numbers run as the text does, so a collection's first child follows it. */
export type Node = number;

/** No node. */
export const NONE: Node = -1;

/** What a node is. `Empty` stands where a key or a dash has nothing behind it. */
export const Kind = { Empty: 0, Scalar: 1, Mapping: 2, Sequence: 3, Alias: 4 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** How a node is written. */
export const Style = { Plain: 0, Single: 1, Double: 2, Literal: 3, Folded: 4, Block: 5, Flow: 6 } as const;
export type Style = (typeof Style)[keyof typeof Style];

/**
 * One document as a small, flat tree: a node is a number, and what is known of it stands in arrays under that number.
 * The children of a mapping are its keys and values in turn. A node's span is its own text, without anchor, tag, comment
 * or the line end behind it; a block collection ends where its last child does.
 */
export class Tree {
  constructor(
    /** The text that was read, from which offsets count. */
    readonly text: string,
    readonly size: number,
    private readonly kinds: Uint8Array,
    private readonly styles: Uint8Array,
    private readonly starts: Uint32Array,
    private readonly ends: Uint32Array,
    private readonly parents: Int32Array,
    private readonly nexts: Int32Array,
    private readonly facts: Facts,
  ) {}

  /** The node that holds all others; `NONE` in a document without content. */
  get root(): Node {
    return this.size === 0 ? NONE : 0;
  }

  kind(node: Node): Kind {
    return this.kinds[node] as Kind;
  }

  style(node: Node): Style {
    return this.styles[node] as Style;
  }

  start(node: Node): number {
    return this.starts[node] as number;
  }

  end(node: Node): number {
    return this.ends[node] as number;
  }

  span(node: Node): Span {
    return { start: this.start(node), end: this.end(node) };
  }

  parent(node: Node): Node {
    return this.parents[node] as Node;
  }

  next(node: Node): Node {
    return this.nexts[node] as Node;
  }

  first(node: Node): Node {
    return node + 1 < this.size && this.parents[node + 1] === node ? node + 1 : NONE;
  }

  /** The characters of a scalar, decoded; its type is for `scalars.ts` to say. */
  string(node: Node): string {
    return this.facts.strings.get(node) ?? this.text.slice(this.start(node), this.end(node));
  }

  tag(node: Node): string | undefined {
    return this.facts.tags.get(node);
  }

  /** Where the anchor of a node begins; `undefined` if it has none. */
  anchor(node: Node): number | undefined {
    return this.facts.anchors.get(node);
  }

  /** Whether an alias repeats this node somewhere. */
  isShared(node: Node): boolean {
    return this.facts.shared.has(node);
  }

  /** What an alias stands for; `NONE` if nothing bears that name. */
  target(alias: Node): Node {
    return this.facts.targets.get(alias) ?? NONE;
  }

  /** Whether a collection may hold more than the text shows: an error touches it, or a template adds to it. */
  isTorn(node: Node): boolean {
    return this.facts.torn.has(node);
  }

  /** Whether a template's condition holds where a collection ends and not where it begins: then nothing can be added at its end. */
  isDivided(node: Node): boolean {
    return this.facts.divided.has(node);
  }

  /** Whether another branch of a template's condition writes this key too. */
  isAlternative(key: Node): boolean {
    return this.facts.alternatives.has(key);
  }

  *children(node: Node): Generator<Node> {
    for (let child = this.first(node); child !== NONE; child = this.next(child)) yield child;
  }
}

/** What only few nodes have. */
export interface Facts {
  readonly strings: Map<Node, string>;
  readonly tags: Map<Node, string>;
  readonly anchors: Map<Node, number>;
  readonly shared: Set<Node>;
  readonly targets: Map<Node, Node>;
  readonly torn: Set<Node>;
  readonly divided: Set<Node>;
  readonly alternatives: Set<Node>;
}

/** Makes a tree from the events of a reader, in the order of the text. */
export class TreeBuilder {
  readonly facts: Facts = {
    strings: new Map(),
    tags: new Map(),
    anchors: new Map(),
    shared: new Set(),
    targets: new Map(),
    torn: new Set(),
    divided: new Set(),
    alternatives: new Set(),
  };
  private readonly kinds: number[] = [];
  private readonly styles: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly parents: number[] = [];
  private readonly nexts: number[] = [];
  private readonly open: Node[] = [];
  private readonly last: Node[] = [];

  /** Adds a scalar, an alias or nothing at all below the collection that is open. */
  leaf(kind: Kind, style: Style, start: number, end: number): Node {
    const node = this.kinds.length;
    const depth = this.open.length - 1;
    const before = this.last[depth] ?? NONE;
    if (before !== NONE) this.nexts[before] = node;
    if (depth >= 0) this.last[depth] = node;
    this.kinds.push(kind);
    this.styles.push(style);
    this.starts.push(start);
    this.ends.push(end);
    this.parents.push(this.open[depth] ?? NONE);
    this.nexts.push(NONE);
    return node;
  }

  /** Opens a collection: what is added from now on stands below it. */
  begin(kind: Kind, style: Style, start: number): Node {
    const node = this.leaf(kind, style, start, start);
    this.open.push(node);
    this.last.push(NONE);
    return node;
  }

  /** Closes the collection that was opened last. */
  finish(end: number): void {
    const node = this.open.pop() as Node;
    this.last.pop();
    this.ends[node] = end;
  }

  get size(): number {
    return this.kinds.length;
  }

  /** Where the last child of the open collection ends; its own start if it has none. */
  get reached(): number {
    const depth = this.open.length - 1;
    const child = this.last[depth] ?? NONE;
    return (child === NONE ? this.starts[this.open[depth] as Node] : this.ends[child]) as number;
  }

  tree(text: string): Tree {
    return new Tree(
      text,
      this.kinds.length,
      Uint8Array.from(this.kinds),
      Uint8Array.from(this.styles),
      Uint32Array.from(this.starts),
      Uint32Array.from(this.ends),
      Int32Array.from(this.parents),
      Int32Array.from(this.nexts),
      this.facts,
    );
  }
}
