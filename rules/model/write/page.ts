import type { Document } from "../document.ts";
import { ANYWHERE, BRANCH, UNKNOWN } from "../marks.ts";
import type { Edit, Span } from "../source.ts";
import { Kind, NONE, type Node, Style, type Tree } from "../tree.ts";
import { type Layout, layoutOf, startOfLine } from "./layout.ts";
import { Draft } from "./render.ts";

/** One item of a sequence, or one entry of a mapping. */
export interface Member {
  readonly key: Node;
  readonly node: Node;
  /** Where it begins: at its dash, its key, or what stands before that (`?`, an anchor, a tag). */
  readonly start: number;
  /** Where its own text ends: behind its value, or behind its colon or dash if it has none. */
  readonly end: number;
}

/** A document as it is written on: its lines and columns, and what stands between its nodes. The last line always has an end. */
export class Page {
  readonly tree: Tree;
  readonly text: string;
  readonly layout: Layout;
  private readonly written: Edit[] = [];

  constructor(readonly document: Document) {
    this.tree = document.tree;
    const { text } = document.tree;
    this.text = text.endsWith("\n") ? text : `${text}\n`;
    this.layout = layoutOf(document.tree);
  }

  /** What stands between two offsets becomes `draft`. */
  put(start: number, end: number, draft: string | Pick<Draft, "text" | "proposals">): void {
    const { text, proposals } = typeof draft === "string" ? { text: draft, proposals: [] } : draft;
    this.written.push({ span: { start, end }, text, ...withProposals(proposals) });
  }

  /** A draft of what is to be written near an offset. */
  draft(offset: number): Draft {
    return new Draft(this.layout, this.lineBreak(offset));
  }

  /** What was put, in the order of the text: edits that touch are joined, and the last line gets back the end that it has not. */
  get edits(): readonly Edit[] {
    const inOrder = this.written.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const joined: Edit[] = [];
    for (const edit of inOrder) {
      const last = joined.at(-1);
      if (last === undefined || last.span.end < edit.span.start) joined.push(edit);
      else joined[joined.length - 1] = join(last, edit);
    }
    const { text } = this.document;
    return joined
      .map((edit) => withinText(edit, text.length))
      .filter(({ span, text: written }) => text.slice(span.start, span.end) !== written);
  }

  /** Where the line begins on which `offset` stands, behind a byte order mark. */
  lineStart(offset: number): number {
    return startOfLine(this.text, offset);
  }

  /** Where the line ends on which `offset` stands, before its line end. */
  lineEnd(offset: number): number {
    const end = this.text.indexOf("\n", offset);
    return end > offset && this.text[end - 1] === "\r" ? end - 1 : end;
  }

  nextLine(offset: number): number {
    return this.text.indexOf("\n", offset) + 1;
  }

  column(offset: number): number {
    return offset - this.lineStart(offset);
  }

  isFirstOnLine(offset: number): boolean {
    return this.skipBlanksBack(offset) === this.lineStart(offset);
  }

  /** What lies between the beginning of the line and what stands first on it. */
  indentation(offset: number): string {
    const start = this.lineStart(offset);
    return this.text.slice(start, this.skipBlanks(start));
  }

  /** The line end of the line on which `offset` stands; of the line above, if it has none. */
  lineBreak(offset: number): string {
    const { text } = this.document;
    const after = text.indexOf("\n", offset);
    const end = after === -1 ? text.lastIndexOf("\n") : after;
    return end > 0 && text[end - 1] === "\r" ? "\r\n" : "\n";
  }

  skipBlanks(offset: number): number {
    let at = offset;
    while (this.text[at] === " " || this.text[at] === "\t") at++;
    return at;
  }

  skipBlanksBack(offset: number): number {
    let at = offset;
    while (this.text[at - 1] === " " || this.text[at - 1] === "\t") at--;
    return at;
  }

  /** The next character that is neither blank nor the end of a line. */
  skipSpace(offset: number): number {
    let at = offset;
    while (at < this.text.length && /\s/.test(this.text[at] as string)) at++;
    return at;
  }

  /** The next character that is neither space nor part of a comment. */
  skip(offset: number): number {
    let at = this.skipSpace(offset);
    while (this.text[at] === "#") at = this.skipSpace(this.lineEnd(at));
    return at;
  }

  hasComment(from: number, to: number): boolean {
    const at = this.skipSpace(from);
    return at < to && this.text[at] === "#";
  }

  /** What a collection holds, in the order of the text. */
  members(collection: Node): readonly Member[] {
    const { tree } = this;
    const isMapping = tree.kind(collection) === Kind.Mapping;
    const isBlock = tree.style(collection) === Style.Block;
    const members: Member[] = [];
    let reached = tree.start(collection);
    for (let child = tree.first(collection); child !== NONE; child = tree.next(child)) {
      const key = isMapping ? child : NONE;
      if (isMapping) child = tree.next(child);
      const start = isBlock && !isMapping ? this.skip(reached) : this.startOf(isMapping ? key : child);
      const end = this.endOf(key, child, start);
      members.push({ key, node: child, start, end });
      reached = end;
    }
    return members;
  }

  /** Where the value of a member begins or would begin: right behind its colon or dash; `undefined` where neither is written. */
  behindIndicator(key: Node, start: number): number | undefined {
    if (key === NONE) return this.text[start] === "-" ? start + 1 : undefined;
    const colon = this.skip(this.tree.end(key));
    return this.text[colon] === ":" ? colon + 1 : undefined;
  }

  /** Behind an anchor and a tag that follow on the same line. */
  behindProperties(offset: number): number {
    const properties = /(?:[ \t]+[&!][^\s,[\]{}]*)*/y;
    properties.lastIndex = offset;
    properties.test(this.text);
    return Math.max(offset, properties.lastIndex);
  }

  /** The scalar, alias, empty or flow node with which a node ends. */
  lastLeaf(node: Node): Node {
    let leaf = node;
    while (this.isBlockCollection(leaf)) {
      let last = NONE;
      for (const child of this.tree.children(leaf)) last = child;
      if (last === NONE) return leaf;
      leaf = last;
    }
    return leaf;
  }

  isBlockCollection(node: Node): boolean {
    const kind = this.tree.kind(node);
    return (kind === Kind.Mapping || kind === Kind.Sequence) && this.tree.style(node) === Style.Block;
  }

  isBlockScalar(node: Node): boolean {
    const style = this.tree.style(node);
    return this.tree.kind(node) === Kind.Scalar && (style === Style.Literal || style === Style.Folded);
  }

  /** The indicators of a block scalar: `|`, `>-`, `|2+`. */
  header(scalar: Node): string {
    return /^[|>][-+\d]*/.exec(this.text.slice(this.tree.start(scalar), this.tree.start(scalar) + 4))?.[0] ?? "";
  }

  /** By how many columns the text of a block scalar is indented. */
  indentationOf(scalar: Node): number {
    const content = this.skipSpace(this.nextLine(this.tree.start(scalar)));
    return content < this.tree.end(scalar)
      ? this.column(content)
      : this.indentation(this.tree.start(scalar)).length + 1;
  }

  /** Whether a block scalar holds one more line end as soon as something is written behind it: the text ends within it. */
  isUnfinished(scalar: Node): boolean {
    return (
      this.isBlockScalar(scalar) &&
      !this.header(scalar).includes("-") &&
      this.document.text.length < this.text.length &&
      this.endOfBlockScalar(scalar) >= this.document.text.length
    );
  }

  /** The line behind a member, and behind all lines that a template writes into it or goes on with. */
  behindFilled(member: Member): number {
    let reached = this.nextLine(member.end);
    if (!this.isTemplate) return reached;
    const column = this.column(member.start);
    const isLevel = this.isBlockCollection(member.node) && this.column(this.tree.start(member.node)) === column;
    for (let line = reached; line < this.text.length && this.saysNothing(line); line = this.nextLine(line)) {
      const depth = this.depthOfHole(line);
      const isFilled = depth !== undefined && (depth > column || (isLevel && depth === column));
      if (isFilled || (line === reached && this.goesOn(line))) reached = this.nextLine(line);
    }
    return reached;
  }

  /** Whether nothing but a comment stands on a line, or what a template writes. */
  saysNothing(line: number): boolean {
    const content = this.skipBlanks(line);
    return content === this.lineEnd(line) || this.text[content] === "#";
  }

  /** Whether a template's condition begins or ends between two offsets without its other end. */
  splitsBranch({ start, end }: Span): boolean {
    return this.isTemplate && depth(this.text.slice(start, end)) !== 0;
  }

  private get isTemplate(): boolean {
    return this.document.masked !== this.document.text;
  }

  /** The column of what a template writes in the place of a line. */
  private depthOfHole(line: number): number | undefined {
    const content = this.skipBlanks(line);
    const mark = this.text[content] === "#" ? this.text[content + 1] : undefined;
    if (mark === ANYWHERE) return Number.POSITIVE_INFINITY;
    return mark === UNKNOWN ? content - line : undefined;
  }

  /** Whether a template's action that began above goes on here. */
  private goesOn(line: number): boolean {
    const end = this.lineEnd(line);
    return this.skipBlanks(line) === end && /^[ \t]*(?!\{[{%#])\S/.test(this.document.text.slice(line, end));
  }

  private startOf(node: Node): number {
    const start = this.tree.start(node);
    const before = this.text.slice(Math.max(0, start - 200), start);
    const properties = /(?:(?<=^|[\s,[{])(?:[&!][^\s,[\]{}]*|\?)[ \t]+)*$/.exec(before)?.[0] ?? "";
    return start - properties.length;
  }

  private endOf(key: Node, node: Node, start: number): number {
    const { tree } = this;
    const leaf = this.lastLeaf(node);
    if (this.isBlockScalar(leaf)) return this.endOfBlockScalar(leaf);
    if (tree.kind(leaf) !== Kind.Empty) return tree.end(leaf);
    if (leaf !== node) return this.endOfEmpty(leaf);
    const behind = this.behindIndicator(key, start);
    return behind === undefined ? tree.end(key === NONE ? node : key) : this.behindProperties(behind);
  }

  private endOfEmpty(node: Node): number {
    const siblings = this.members(this.tree.parent(node));
    return siblings.at(-1)?.end ?? this.tree.end(node);
  }

  private endOfBlockScalar(scalar: Node): number {
    const { tree, text } = this;
    let end = tree.end(scalar);
    while (/\s/.test(text[end - 1] ?? "")) end--;
    end = this.lineEnd(end);
    const keeps = this.header(scalar).includes("+");
    const indentation = this.indentationOf(scalar);
    let reached = end;
    while (this.nextLine(reached) < text.length) {
      const line = this.nextLine(reached);
      if (this.lineEnd(line) !== this.skipBlanks(line)) break;
      reached = this.lineEnd(line);
      if (keeps || reached - line > indentation) end = reached;
    }
    return end;
  }
}

/** How many more of a template's conditions begin in a text than end. */
function depth(text: string): number {
  let open = 0;
  for (const character of text) {
    if (character === BRANCH.begins) open++;
    if (character === BRANCH.ends) open--;
  }
  return open;
}

function join(first: Edit, second: Edit): Edit {
  if (second.span.start < first.span.end) throw new RangeError("Edits overlap.");
  return {
    span: { start: first.span.start, end: second.span.end },
    text: first.text + second.text,
    ...withProposals([...(first.proposals ?? []), ...shifted(second.proposals ?? [], first.text.length)]),
  };
}

/** An edit at the end of a text without a last line end begins with one in place of ending with it. */
function withinText(edit: Edit, length: number): Edit {
  const { span, text, proposals = [] } = edit;
  if (span.end <= length) return edit;
  const lineEnd = /\r?\n$/.exec(text)?.[0] ?? "";
  const body = text.slice(0, text.length - lineEnd.length);
  if (span.start <= length) return { ...edit, span: { start: span.start, end: length }, text: body };
  return {
    span: { start: length, end: length },
    text: lineEnd + body,
    ...withProposals(shifted(proposals, lineEnd.length)),
  };
}

/** Proposals as a part of an edit, left out where there are none. */
const withProposals = (proposals: readonly Span[]): Pick<Edit, "proposals"> =>
  proposals.length === 0 ? {} : { proposals };

const shifted = (spans: readonly Span[], by: number): readonly Span[] =>
  spans.map(({ start, end }) => ({ start: start + by, end: end + by }));
