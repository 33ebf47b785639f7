import { editsOf, type Log } from "../rules/lint.ts";
import { type Manifest, parse } from "../rules/model/manifest.ts";
import { hasMarks } from "../rules/model/marks.ts";
import { applyEdits, type Edit, type Span } from "../rules/model/source.ts";
import type { Fix } from "../rules/rule.ts";
import { actionsOf } from "./sources/actions.ts";
import { sourceOf } from "./sources/source.ts";

/** As often as ESLint and Ruff look again: one mending may bring the next mistake to light. */
const MOST_PASSES = 10;

/**
 * The edits of a manifest that make the fixes that `choose` names, and then those that it names in the mended text, until
 * there are none. Of fixes that together would break the text, as many are made as can be.
 */
export function mend(manifest: Manifest, choose: (manifest: Manifest) => readonly Fix[], log: Log): readonly Edit[] {
  const patched = new PatchedText(manifest.source.text);
  const seen = new Set([manifest.source.text]);
  let current = manifest;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const edits = mostEdits(current, choose(current), log);
    if (edits.length === 0) break;
    patched.apply(edits);
    const { text } = patched;
    if (seen.has(text)) break;
    seen.add(text);
    current = parse(sourceOf(manifest.source.uri, text), current);
  }
  return patched.edits;
}

/** The edits that make `fixes` all at once; none where they would break the text, or take away what a template does. */
export function soundEdits(manifest: Manifest, fixes: readonly Fix[], log: Log): readonly Edit[] {
  const { uri, text, masked = text } = manifest.source;
  try {
    const edits = editsOf(manifest, fixes, log);
    if (edits.length === 0) return edits;
    const mended = applyEdits(text, edits);
    const after = parse(sourceOf(uri, mended), manifest);
    const isSound = errorsIn(after) <= errorsIn(manifest) && brokenIn(after) <= brokenIn(manifest);
    const isWhole = masked === text || actionsIn(mended) === actionsIn(text);
    if (isSound && isWhole && !edits.some(({ span }) => hasMarks(masked.slice(span.start, span.end)))) return edits;
    log(`${titled(fixes)} would break ${uri}.`);
  } catch (error) {
    log(`${titled(fixes)} failed on ${uri}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  return [];
}

/** The edits of as many of `fixes` as can be made together. */
function mostEdits(manifest: Manifest, fixes: readonly Fix[], log: Log): readonly Edit[] {
  let held: readonly Fix[] = [];
  let edits: readonly Edit[] = [];
  const add = (more: readonly Fix[]): void => {
    if (more.length === 0) return;
    const attempt = soundEdits(manifest, [...held, ...more], more.length === 1 ? log : () => {});
    if (attempt.length > 0) {
      held = [...held, ...more];
      edits = attempt;
    } else if (more.length > 1) {
      const middle = more.length >> 1;
      add(more.slice(0, middle));
      add(more.slice(middle));
    }
  };
  add(fixes);
  return edits;
}

const titled = (fixes: readonly Fix[]) => [...new Set(fixes.map(({ title }) => `"${title}"`))].join(", ");

const errorsIn = ({ documents }: Manifest) => documents.reduce((sum, { document }) => sum + document.errors.length, 0);

/** All that a template does, in its order. */
const actionsIn = (text: string) =>
  actionsOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .join("\n");

const brokenIn = ({ documents }: Manifest) => documents.filter(({ document }) => document.isBroken).length;

/** A text that is edited again and again, and knows which of its stretches are still the original's. */
class PatchedText {
  private pieces: readonly Piece[];

  constructor(private readonly original: string) {
    this.pieces = [{ text: original, from: 0 }];
  }

  get text(): string {
    return this.pieces.map((it) => it.text).join("");
  }

  /** Edits of the text as it stands now: in any order, without overlap. */
  apply(edits: readonly Edit[]): void {
    const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const end = this.pieces.reduce((sum, it) => sum + it.text.length, 0);
    let reached = 0;
    const pieces: Piece[] = [];
    for (const { span, text } of inOrder) {
      pieces.push(...cut(this.pieces, { start: reached, end: span.start }), { text, from: undefined });
      reached = span.end;
    }
    this.pieces = [...pieces, ...cut(this.pieces, { start: reached, end })].filter((it) => it.text !== "");
  }

  /** The edits of the original that make this text of it. */
  get edits(): readonly Edit[] {
    const edits: Edit[] = [];
    let reached = 0;
    let added = "";
    for (const { text, from } of [...this.pieces, { text: "", from: this.original.length }]) {
      if (from === undefined) {
        added += text;
        continue;
      }
      if (this.original.slice(reached, from) !== added)
        edits.push({ span: { start: reached, end: from }, text: added });
      reached = from + text.length;
      added = "";
    }
    return edits;
  }
}

/** A stretch of a text: where it begins in the original, if it stands there. */
interface Piece {
  readonly text: string;
  readonly from: number | undefined;
}

/** What of `pieces` stands in a span of the text that they make. */
function cut(pieces: readonly Piece[], { start, end }: Span): readonly Piece[] {
  const within: Piece[] = [];
  let offset = 0;
  for (const { text, from } of pieces) {
    const first = Math.max(start - offset, 0);
    const last = Math.min(end - offset, text.length);
    if (first < last) within.push({ text: text.slice(first, last), from: from === undefined ? from : from + first });
    offset += text.length;
    if (offset >= end) break;
  }
  return within;
}
