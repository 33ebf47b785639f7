import type { Writable } from "../change.ts";
import { Kind, NONE, type Node, Style } from "../tree.ts";
import { isGone } from "./gone.ts";
import type { Member, Page } from "./page.ts";
import type { Plan } from "./plan.ts";
import type { Draft } from "./render.ts";

export interface Addition {
  readonly step: string | number;
  readonly value: Writable;
}

/** Takes members out of a block collection and adds others behind its last one. `gone` says of each member whether it is taken out. */
export function changeBlock(
  page: Page,
  plan: Plan,
  owner: Member | undefined,
  members: readonly Member[],
  gone: readonly boolean[],
): void {
  const first = members[0];
  const last = members.at(-1);
  if (first === undefined || last === undefined || !standsWell(page, first)) return;
  const { additions } = plan;
  if (gone.includes(false)) {
    remove(page, plan, members, gone);
    if (additions.length > 0) append(page, plan.node, members, gone.at(-1) === true, additions);
    return;
  }
  if (additions.length > 0) replaceAll(page, plan.node, members, additions);
  else if (page.tree.isTorn(plan.node)) removeShown(page, members);
  else empty(page, plan.node, owner, members);
}

/** Whether only indentation and indicators stand before a collection: elsewhere its column is not what it seems. */
function standsWell(page: Page, first: Member): boolean {
  return /^ *(?:[-?:] +)*$/.test(page.text.slice(page.lineStart(first.start), first.start));
}

function remove(page: Page, plan: Plan, members: readonly Member[], gone: readonly boolean[]): void {
  const start = page.isFirstOnLine(members[0]?.start ?? 0) ? 0 : removeFromDash(page, members, gone);
  const kept = gone.lastIndexOf(false);
  let above: Node = NONE;
  for (const [index, member] of members.entries()) {
    if (!gone[index]) above = lastLeft(page, member.node, plan.partOf(member.node));
    else if (index >= start) removeLines(page, member, index > kept && plan.additions.length > 0 ? NONE : above);
  }
}

/** What stands behind a dash leaves its place there to what follows. Says how many members are done with. */
function removeFromDash(page: Page, members: readonly Member[], gone: readonly boolean[]): number {
  const start = members[0]?.start ?? 0;
  let index = 0;
  let end = start;
  for (let member = members[0]; member !== undefined && gone[index] && member.start === end; member = members[index]) {
    end = page.skipSpace(page.nextLine(member.end));
    index++;
  }
  if (end > start) page.put(start, end, "");
  return index;
}

/** Removes the lines of a member. Nothing that follows may become part of a block scalar that stands above then. */
function removeLines(page: Page, member: Member, above: Node): void {
  const end = page.nextLine(member.end);
  page.put(page.lineStart(member.start), end, "");
  if (above === NONE || !page.isBlockScalar(above)) return;
  // An edit of its own: what another change adds right behind the removed lines comes between the two.
  const { text, end: reached } = keptApart(page, above, end, page.column(member.start));
  page.put(end, reached, text);
}

/** Blank lines that a block scalar would keep go, and comments as deep as its text move to the removed entry's column. */
function keptApart(page: Page, scalar: Node, from: number, column: number): { text: string; end: number } {
  const depth = page.indentationOf(scalar);
  let text = "";
  let end = from;
  while (end < page.text.length) {
    const content = page.skipBlanks(end);
    const isBlank = content === page.lineEnd(end);
    const isKept = isBlank ? page.header(scalar).includes("+") || content > end : content - end >= depth;
    if (!isKept || (!isBlank && page.text[content] !== "#")) break;
    if (!isBlank) text += " ".repeat(column) + page.document.text.slice(content, page.nextLine(content));
    end = page.nextLine(end);
    if (!isBlank) break;
  }
  return { text, end };
}

/** The node with which a kept member ends when all that is planned in it is done; `NONE` for new text. */
function lastLeft(page: Page, node: Node, plan: Plan | undefined): Node {
  if (plan !== undefined && (plan.value !== undefined || plan.additions.length > 0)) return NONE;
  if (!page.isBlockCollection(node)) return node;
  const last = page.members(node).findLast((it) => !isGone(plan?.partOf(it.node)));
  return last === undefined ? NONE : lastLeft(page, last.node, plan?.partOf(last.node));
}

/** Adds lines behind the line on which the last member ends. */
function append(
  page: Page,
  collection: Node,
  members: readonly Member[],
  isLastGone: boolean,
  additions: readonly Addition[],
): void {
  const last = members.at(-1) as Member;
  const column = page.column(last === members[0] ? last.start : (members[0] as Member).start);
  const draft = page.draft(last.end);
  const leaf = page.lastLeaf(last.node);
  if (!isLastGone && page.isUnfinished(leaf)) {
    if (page.tree.kind(collection) === Kind.Mapping) {
      listed(page, draft, collection, members, additions, column).newLine(column);
      page.put(last.start, last.start, draft);
      return;
    }
    const start = page.tree.start(leaf);
    const header = page.header(leaf);
    page.put(start, start + header.length, `${header.replace("+", "")}-`);
  }
  const at = behindTemplates(page, page.tree.start(collection), last);
  if (at === undefined) return;
  draft.add(" ".repeat(column));
  listed(page, draft, collection, members, additions, column).add(draft.lineBreak);
  page.put(at, at, draft);
}

/**
 * Behind a collection's last member and all that a template writes into it. Nothing is added to what stands under a
 * condition that does not hold where the collection begins: `undefined`, if there is no other place.
 */
function behindTemplates(page: Page, start: number, last: Member): number | undefined {
  let at = page.behindFilled(last);
  while (page.splitsBranch({ start, end: at })) {
    if (at >= page.text.length || !page.saysNothing(at)) return undefined;
    at = page.nextLine(at);
  }
  return at;
}

/** All members that the text shows go, where a template may write more of them. */
function removeShown(page: Page, members: readonly Member[]): void {
  if (!page.isFirstOnLine((members[0] as Member).start)) return;
  for (const member of members) removeLines(page, member, NONE);
}

/** All members go, and others come into the first one's place. */
function replaceAll(page: Page, collection: Node, members: readonly Member[], additions: readonly Addition[]): void {
  const [first, ...rest] = members as readonly [Member, ...Member[]];
  const draft = page.draft(first.end);
  listed(page, draft, collection, members, additions, page.column(first.start));
  page.put(first.start, page.lineEnd(first.end), draft);
  for (const member of rest) removeLines(page, member, NONE);
}

/** All members go, and the collection stays as an empty one: behind its key or dash, if it has one on a line above. */
function empty(page: Page, collection: Node, owner: Member | undefined, members: readonly Member[]): void {
  const [first, ...rest] = members as readonly [Member, ...Member[]];
  const nothing = page.tree.kind(collection) === Kind.Mapping ? "{}" : "[]";
  const behind = owner === undefined ? undefined : page.behindIndicator(owner.key, owner.start);
  if (behind === undefined || !page.isFirstOnLine(first.start)) {
    page.put(first.start, page.lineEnd(first.end), nothing);
  } else {
    const at = page.behindProperties(behind);
    page.put(at, at, ` ${nothing}`);
    page.put(page.lineStart(first.start), page.nextLine(first.end), "");
  }
  for (const member of rest) removeLines(page, member, NONE);
}

/** New members, one a line, the first of which stands at `column` already. */
function listed(
  page: Page,
  draft: Draft,
  collection: Node,
  members: readonly Member[],
  additions: readonly Addition[],
  column: number,
): Draft {
  const { tree } = page;
  const last = members.at(-1) as Member;
  const gap = /^- +(?=\S)/.exec(page.text.slice(last.start, page.lineEnd(last.start)))?.[0].slice(1);
  const quotes = tree.kind(last.node) === Kind.Scalar ? tree.style(last.node) : Style.Plain;
  for (const [index, { step, value }] of additions.entries()) {
    if (index > 0) draft.newLine(column);
    if (tree.kind(collection) === Kind.Mapping) draft.blockEntry(String(step), value, column);
    else draft.blockItem(value, column, gap, quotes);
  }
  return draft;
}
