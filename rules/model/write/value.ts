import { Proposal, type Writable } from "../change.ts";
import type { Span } from "../source.ts";
import { Kind, NONE, type Node, Style } from "../tree.ts";
import type { Member, Page } from "./page.ts";
import { below, type Draft, isFilled } from "./render.ts";

/** Puts a value in the place of what a member holds, or behind its colon or dash if it holds nothing. */
export function putValue(page: Page, member: Member, value: Writable): void {
  const { tree } = page;
  if (tree.style(tree.parent(member.node)) === Style.Flow) {
    putInFlow(page, member, value);
    return;
  }
  const behind = page.behindIndicator(member.key, member.start);
  if (behind === undefined) {
    putBehindKey(page, member, value);
    return;
  }
  removeTag(page, member.node, behind, value);
  if (page.isBlockCollection(member.node)) replaceBlock(page, member, behind, value);
  else if (page.isBlockScalar(member.node)) replaceBlockScalar(page, member, value);
  else if (isFilled(value)) putSpread(page, member, behind, value);
  else putInline(page, member, behind, value);
}

function putInFlow(page: Page, member: Member, value: Writable): void {
  const { tree } = page;
  const { key, node } = member;
  const draft = page.draft(member.start);
  const quotes = quotesOf(page, node);
  const indentation = page.isFirstOnLine(member.start) ? page.indentation(member.start) : undefined;
  const behind = key === NONE ? member.start : page.behindIndicator(key, member.start);
  if (behind === undefined) {
    page.put(member.end, member.end, draft.add(": ").flow(value, quotes, indentation));
    return;
  }
  removeTag(page, node, behind, value);
  if (tree.kind(node) !== Kind.Empty) {
    page.put(tree.start(node), tree.end(node), apart(page, node, draft.flow(value, quotes, indentation)));
    return;
  }
  const at = page.behindProperties(behind);
  const next = page.skipBlanks(at);
  page.put(at, page.text[next] === "," ? next : at, draft.add(" ").flow(value, quotes, indentation));
}

/** An explicit key (`? key`) without a colon gets one on a line of its own. */
function putBehindKey(page: Page, { key, start }: Member, value: Writable): void {
  if (key === NONE || page.text[start] !== "?") return;
  const at = page.nextLine(page.tree.end(key));
  const column = page.column(start);
  const draft = page.draft(start).add(`${" ".repeat(column)}: `);
  page.put(at, at, draft.block(value, column + 2).add(draft.lineBreak));
}

function putInline(page: Page, { node }: Member, behind: number, value: Writable): void {
  const { tree } = page;
  const draft = page.draft(behind);
  if (tree.kind(node) !== Kind.Empty) {
    page.put(tree.start(node), tree.end(node), apart(page, node, draft.block(value, 0, quotesOf(page, node))));
    return;
  }
  putInlineBehind(page, behind, draft.add(" ").block(value, 0));
}

/** A comment that stands close behind a quote would become part of what has none. */
const apart = (page: Page, node: Node, draft: Draft) =>
  page.text[page.tree.end(node)] === "#" ? draft.add(" ") : draft;

/** A collection comes in the place of what was written on the line of the key or dash; a comment there stays. */
function putSpread(page: Page, member: Member, behind: number, value: Writable): void {
  const { tree } = page;
  const { key, node } = member;
  const isEmpty = tree.kind(node) === Kind.Empty;
  const properties = page.behindProperties(behind);
  const start = isEmpty ? properties : tree.start(node);
  const end = isEmpty ? properties : tree.end(node);
  const rest = page.lineEnd(end);
  const draft = page.draft(end);
  const isOnSameLine = !page.text.slice(behind, start).includes("\n");
  if (isOnSameLine && (key !== NONE || properties > behind)) {
    const column = columnBelow(page, member, value);
    page.put(Math.max(behind, page.skipBlanksBack(start)), end, "");
    page.put(rest, rest, draft.newLine(column).block(value, column));
    return;
  }
  if (isEmpty) draft.add(" ");
  putAround(
    page,
    { start, end },
    { start: rest, end: rest },
    draft.block(value, page.column(start) + (isEmpty ? 1 : 0)),
  );
}

function replaceBlockScalar(page: Page, member: Member, value: Writable): void {
  const { tree } = page;
  const start = tree.start(member.node);
  const header = { start, end: start + page.header(member.node).length };
  const content = { start: page.lineEnd(start), end: Math.max(page.lineEnd(start), member.end) };
  const draft = page.draft(start);
  if (member.key === NONE || !isFilled(value)) {
    putAround(page, header, content, draft.block(value, page.column(start)));
    return;
  }
  const column = columnBelow(page, member, value);
  page.put(page.skipBlanksBack(header.start), header.end, "");
  page.put(content.start, content.end, draft.newLine(column).block(value, column));
}

function replaceBlock(page: Page, member: Member, behind: number, value: Writable): void {
  const first = page.members(member.node)[0];
  if (first === undefined) return;
  const draft = page.draft(member.end);
  const column = page.column(first.start);
  if (!page.isFirstOnLine(first.start)) {
    page.put(first.start, page.lineEnd(member.end), draft.block(value, column));
    return;
  }
  const line = page.lineStart(first.start);
  if (!isFilled(value)) {
    putInlineBehind(page, behind, draft.add(" ").block(value, 0));
    page.put(line, page.nextLine(member.end), "");
    return;
  }
  const isDeepEnough = member.key === NONE || column > page.column(member.start);
  const own = isDeepEnough ? column : columnBelow(page, member, value);
  page.put(line, page.lineEnd(member.end), draft.add(" ".repeat(own)).block(value, own));
}

function putInlineBehind(page: Page, behind: number, draft: Draft): void {
  const at = page.behindProperties(behind);
  page.put(at, at, draft);
}

/** The first line of a draft comes at one place, the others at one further below: what stands between them stays. */
function putAround(page: Page, head: Span, tail: Span, draft: Draft): void {
  const end = /\r?\n/.exec(draft.text)?.index ?? draft.text.length;
  const within = (from: number, to: number) =>
    draft.proposals
      .filter((it) => it.start >= from && it.end <= to)
      .map((it) => ({ start: it.start - from, end: it.end - from }));
  page.put(head.start, head.end, { text: draft.text.slice(0, end), proposals: within(0, end) });
  page.put(tail.start, tail.end, { text: draft.text.slice(end), proposals: within(end, draft.text.length) });
}

const columnBelow = (page: Page, { key, start }: Member, value: Writable): number =>
  key === NONE ? page.column(start) + 2 : below(page.layout, value, page.column(start));

function quotesOf({ tree }: Page, node: Node): Style {
  return tree.kind(node) === Kind.Scalar ? tree.style(node) : Style.Plain;
}

/** An explicit tag goes with a value that it does not fit. */
function removeTag(page: Page, node: Node, behind: number, value: Writable): void {
  const { tree, text } = page;
  const tag = tree.tag(node);
  if (tag === undefined || fits(tag, value)) return;
  const written = /(?:^|[ \t]+|(?<=\n))!\S*/.exec(text.slice(behind, Math.max(behind, tree.start(node))));
  if (written === null) return;
  const start = behind + written.index;
  page.put(start, start + written[0].length, "");
}

function fits(tag: string, value: Writable): boolean {
  const plain = value instanceof Proposal ? value.value : value;
  const types: Readonly<Record<string, string>> = { str: "string", int: "number", float: "number", bool: "boolean" };
  return types[tag.replace(/^(?:!!|tag:yaml\.org,2002:)/, "")] === typeof plain;
}
