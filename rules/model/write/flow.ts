import type { Writable } from "../change.ts";
import { Kind, NONE, type Node, Style } from "../tree.ts";
import type { Addition } from "./block.ts";
import type { Member, Page } from "./page.ts";
import type { Plan } from "./plan.ts";
import type { Draft } from "./render.ts";

/** Takes members out of a flow collection and adds others behind its last one. `gone` says of each member whether it is taken out. */
export function changeFlow(page: Page, plan: Plan, members: readonly Member[], gone: readonly boolean[]): void {
  const { tree, text } = page;
  const { node, additions } = plan;
  const close = tree.end(node) - 1;
  if (!/^(?:\{\}|\[\])$/.test(`${text[tree.start(node)]}${text[close]}`)) return;
  const kept = gone.lastIndexOf(false) + 1;
  if (kept === 0 && additions.length === 0) {
    empty(page, node, members);
    return;
  }
  for (let index = 0; index < kept; index++) if (gone[index]) removeWithComma(page, members[index] as Member);
  const next = members[kept];
  if (next === undefined) {
    append(page, plan, members);
  } else if (additions.length > 0) {
    page.put(next.start, next.end, listed(page, node, next, additions));
    removeLast(page, members, kept);
  } else {
    removeLast(page, members, kept - 1);
  }
}

function empty(page: Page, collection: Node, members: readonly Member[]): void {
  const [start, end] = [page.tree.start(collection) + 1, page.tree.end(collection) - 1];
  const isCommented = [start, ...members.map((it) => commaBehind(page, it) ?? it.end)].some((it) =>
    page.hasComment(it, end),
  );
  if (!isCommented) {
    page.put(start, end, "");
    return;
  }
  for (const member of members) page.put(member.start, commaBehind(page, member) ?? member.end, "");
}

/** A member goes with its comma and its own comment, up to whatever follows. */
function removeWithComma(page: Page, member: Member): void {
  const behind = page.skipBlanks(commaBehind(page, member) ?? member.end);
  const end = page.skipSpace(page.text[behind] === "#" ? page.lineEnd(behind) : behind);
  page.put(member.start, end, "");
}

/** All members behind the one with the number `kept` go; a comma stands behind the last one afterwards if it did before. */
function removeLast(page: Page, members: readonly Member[], kept: number): void {
  const stays = members[kept];
  const last = members.at(-1);
  if (stays === undefined || last === undefined || stays === last) return;
  const comma = commaBehind(page, last);
  const gaps = members.slice(kept, -1);
  if (
    gaps.some(
      (it) => page.hasComment(it.end, last.start) || page.hasComment(commaBehind(page, it) ?? it.end, last.start),
    )
  ) {
    removeCommented(page, members, kept);
    return;
  }
  page.put(stays.end, last.end, "");
  removeComment(page, comma ?? last.end);
}

function removeCommented(page: Page, members: readonly Member[], kept: number): void {
  const stays = members[kept] as Member;
  const last = members.at(-1) as Member;
  const hasComma = commaBehind(page, last) !== undefined;
  const comma = commaBehind(page, stays);
  if (!hasComma && comma !== undefined) page.put(comma - 1, comma, "");
  for (const member of members.slice(kept + 1)) {
    const end = commaBehind(page, member) ?? member.end;
    const behind = page.skipBlanks(end);
    const isAlone = page.isFirstOnLine(member.start) && (page.text[behind] === "#" || behind === page.lineEnd(behind));
    if (isAlone) page.put(page.lineStart(member.start), page.nextLine(behind), "");
    else page.put(member.start, end, "");
  }
}

function removeComment(page: Page, offset: number): void {
  if (page.text[page.skipBlanks(offset)] === "#") page.put(offset, page.lineEnd(offset), "");
}

function append(page: Page, { node: collection, additions, filling }: Plan, members: readonly Member[]): void {
  if (additions.length === 0) return;
  const { tree, text } = page;
  const last = members.at(-1);
  if (last === undefined) {
    fill(page, collection, filling);
    return;
  }
  const comma = commaBehind(page, last);
  const behind = comma ?? last.end;
  const isSpread = page.isFirstOnLine(last.start);
  const draft = listed(page, collection, last, additions);
  if (comma !== undefined) draft.add(",");
  const closesBelow = text.slice(behind, tree.end(collection)).includes("\n");
  const before = isSpread ? page.lineBreak(last.end) + page.indentation(last.start) : gapOf(page, members);
  const at = isSpread && closesBelow ? page.lineEnd(behind) : behind;
  if (comma === undefined) page.put(last.end, last.end, ",");
  page.put(at, at, before);
  page.put(at, at, draft);
}

function fill(page: Page, collection: Node, value: Writable): void {
  const { tree } = page;
  const start = tree.start(collection);
  const end = tree.end(collection);
  const draft = page
    .draft(start)
    .flow(value, Style.Plain, isSpreadAround(page, collection) ? page.indentation(start) : undefined);
  if (!page.hasComment(start + 1, end)) {
    page.put(start, end, draft);
    return;
  }
  draft.text = draft.text.slice(0, -1);
  page.put(start, start + 1, draft);
}

/** Whether a collection stands among lines, one for each of its siblings. */
function isSpreadAround(page: Page, collection: Node): boolean {
  const parent = page.tree.parent(collection);
  const owner = parent === NONE ? undefined : page.members(parent).find((it) => it.node === collection);
  return owner !== undefined && page.isFirstOnLine(owner.start);
}

/** New members, as their sibling `like` is written. */
function listed(page: Page, collection: Node, like: Member, additions: readonly Addition[]): Draft {
  const { tree } = page;
  const isSpread = page.isFirstOnLine(like.start);
  const isMapping = tree.kind(collection) === Kind.Mapping;
  const quoted = isMapping ? like.key : like.node;
  const quotes = tree.kind(quoted) === Kind.Scalar ? tree.style(quoted) : Style.Plain;
  const style = page.layout.isJson ? Style.Double : quotes;
  const indentation = isSpread ? page.indentation(like.start) : undefined;
  const isCompact =
    isMapping &&
    page.text[tree.end(like.key)] === ":" &&
    tree.start(like.node) === tree.end(like.key) + 1 &&
    tree.kind(like.node) !== Kind.Empty;
  const draft = page.draft(like.end);
  const between = isSpread ? `,${draft.lineBreak}${indentation}` : page.layout.isCompact ? "," : ", ";
  for (const [index, { step, value }] of additions.entries()) {
    if (index > 0) draft.add(between);
    if (isMapping) draft.flowEntry(String(step), value, style, indentation, isCompact);
    else draft.flow(value, style, indentation);
  }
  return draft;
}

/** What lies between a comma and the member behind it. */
function gapOf(page: Page, members: readonly Member[]): string {
  const [before, last] = members.slice(-2);
  const comma = before === undefined || last === undefined ? undefined : commaBehind(page, before);
  if (last === undefined || comma === undefined) return page.layout.isCompact ? "" : " ";
  return page.text.slice(comma, last.start).includes("\n") ? " " : page.text.slice(comma, last.start);
}

/** The offset behind the comma that follows a member, if one does. */
function commaBehind(page: Page, member: Member): number | undefined {
  const at = page.skip(member.end);
  return page.text[at] === "," ? at + 1 : undefined;
}
