import type { Change } from "./change.ts";
import type { Document } from "./document.ts";
import type { Edit } from "./source.ts";
import { NONE, type Node, Style } from "./tree.ts";
import { changeBlock } from "./write/block.ts";
import { changeFlow } from "./write/flow.ts";
import { isGone } from "./write/gone.ts";
import { type Member, Page } from "./write/page.ts";
import { type Plan, planOf } from "./write/plan.ts";
import { putValue } from "./write/value.ts";

/** The edits that one document needs; their offsets count from its start. */
export interface DocumentEdits {
  readonly document: Document;
  readonly edits: readonly Edit[];
}

/**
 * The edits that make all `changes` at once, in each text's own style: what shares a missing ancestor is written together.
 * What stands behind an alias, or in what only a renderer could tell, is left as it is.
 */
export function write(changes: readonly Change[]): readonly DocumentEdits[] {
  const byDocument = new Map<Document, Change[]>();
  for (const change of changes) {
    if (!change.at.writable) continue;
    const { document } = change.at;
    const gathered = byDocument.get(document);
    if (gathered === undefined) byDocument.set(document, [change]);
    else gathered.push(change);
  }
  return [...byDocument]
    .map(([document, gathered]) => ({ document, edits: editsOf(document, gathered) }))
    .filter(({ edits }) => edits.length > 0);
}

function editsOf(document: Document, changes: readonly Change[]): readonly Edit[] {
  const page = new Page(document);
  make(page, planOf(changes, document.tree), undefined);
  return page.edits;
}

/** Makes what is planned for one place and all below it, what stands deeper first. `member` is the place's own entry or item. */
function make(page: Page, plan: Plan, member: Member | undefined): void {
  const { node, value, parts, additions } = plan;
  if (value !== undefined && member !== undefined) {
    putValue(page, member, value);
    return;
  }
  if (node === NONE || value !== undefined || (parts.size === 0 && !plan.isKept)) return;
  const members = page.members(node);
  const gone = members.map((it) => isGoneWhole(page, plan.partOf(it.node), it));
  for (const [index, it] of members.entries()) {
    const part = plan.partOf(it.node);
    if (part !== undefined && !gone[index]) make(page, part, it);
  }
  if (!gone.includes(true) && additions.length === 0) return;
  const isFlow = page.tree.style(node) === Style.Flow;
  if (isFlow && members.length === 0 && member !== undefined && !isInFlow(page, node)) {
    putValue(page, member, plan.filling);
  } else if (isFlow) changeFlow(page, plan, members, gone);
  else changeBlock(page, plan, member, members, gone);
}

/** Whether a member goes, and no end of a template's condition with it, nor anything that a template would write into another then. */
const isGoneWhole = (page: Page, part: Plan | undefined, member: Member): boolean =>
  isGone(part) &&
  !page.splitsBranch({ start: member.start, end: page.lineEnd(member.end) }) &&
  page.behindFilled(member) === page.nextLine(member.end);

const isInFlow = ({ tree }: Page, node: Node): boolean => tree.style(tree.parent(node)) === Style.Flow;
