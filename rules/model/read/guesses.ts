import type { Document as Composed, YAMLError } from "yaml";
import { UNKNOWN } from "../marks.ts";
import type { Span } from "../source.ts";
import { bracketBefore, quoteBefore, quotedScalars } from "./openings.ts";
import { said } from "./said.ts";
import { indentOf, type Line, lineAt, nextLine, previousLine } from "./text-lines.ts";

const DEEPER = "This line is indented more than the one above it.";

/** One guess at what the author did wrong. */
export interface Guess {
  readonly message: string;
  /** What to underline. */
  readonly span: Span;
  /** What to take out: blanked, or made `UNKNOWN`. */
  readonly out: Span;
  readonly by: "blank" | "unknown" | "spaces";
}

/** What the author may have done wrong, the likeliest first. */
export function* guesses(text: string, composed: Composed, error: YAMLError): Generator<Guess> {
  const { code } = error;
  if (code === "RESOURCE_EXHAUSTION") return;
  const at = Math.min(error.pos[0], Math.max(text.length - 1, 0));
  const line = lineAt(text, at);
  if (code === "TAB_AS_INDENT") yield tabs(text, line);

  const quote = quoteBefore(quotedScalars(composed), text, error);
  if (quote !== undefined) yield toLineEnd(text, quote, "unknown", "The quote that opens here is never closed.");

  const bracket = /end with a [}\]]/.test(error.message) ? bracketBefore(text, at) : undefined;
  if (bracket !== undefined) {
    yield toLineEnd(text, bracket, "unknown", `The "${text.charAt(bracket)}" that opens here is never closed.`);
  }
  if (code === "BAD_SCALAR_START") {
    yield toLineEnd(text, at, "unknown", `A value cannot begin with "${text.charAt(at)}" unless it stands in quotes.`);
  }
  const bracketed = /(?:^|[:-])[ \t]+[[{]/.exec(text.slice(line.start, line.end));
  if (bracketed !== null && code !== "BAD_INDENT") {
    const start = line.start + bracketed.index + bracketed[0].length - 1;
    yield toLineEnd(
      text,
      start,
      "unknown",
      `A value that begins with "${text.charAt(start)}" must stand in quotes, or be a list or a mapping.`,
    );
  }
  const next = nextLine(text, line);
  const isDeeper = next !== undefined && next.indent > indentOf(text, line);
  const hasColon = /:(?=\s|$)/.test(text.slice(line.start, line.end));
  if (isDeeper && hasColon && code !== "BAD_INDENT") {
    yield block(text, next, DEEPER);
  }
  if (code === "BLOCK_AS_IMPLICIT_KEY" && /^\s*- /.test(text.slice(line.start, line.end))) {
    const above = previousLine(text, line);
    const isDeep = above === undefined || indentOf(text, line) > indentOf(text, above);
    yield block(text, line, isDeep ? DEEPER : "This line is indented differently from those that it belongs to.");
  }
  if (code === "BLOCK_AS_IMPLICIT_KEY" && hasColon) {
    yield toLineEnd(text, at, "unknown", 'A value that contains ": " must stand in quotes.');
  }
  const own = text.slice(line.start, line.end).trim();
  if (/^[-\w."'/]+$/.test(own) && !own.startsWith("- ")) {
    yield { ...block(text, line, `A colon is missing behind "${own}".`), out: lineOnly(text, line) };
    yield block(text, line, `A colon is missing behind "${own}".`);
  }
  const message = said(error, own);
  const whole =
    code === "TAB_AS_INDENT"
      ? { ...block(text, line, message), span: tabs(text, line).span }
      : block(text, line, message);
  yield { ...whole, out: lineOnly(text, line) };
  yield whole;
  const before = previousLine(text, line);
  if (before !== undefined) yield { ...block(text, before, message), out: lineOnly(text, before) };
}

/** The text without what a guess takes out, of the same length. */
export function takeOut(text: string, { out: { start, end }, by }: Guess): string {
  const taken = text.slice(start, end);
  const instead =
    by === "unknown"
      ? UNKNOWN.repeat(taken.length)
      : by === "spaces"
        ? taken.replace(/^[ \t]+/gm, (it) => " ".repeat(it.length))
        : taken.replace(/[^\r\n]/g, " ");
  return text.slice(0, start) + instead + text.slice(end);
}

/** All lines from this one on that tabs indent, tabs as one space each. */
function tabs(text: string, line: Line): Guess {
  let last = line;
  for (let next = nextLine(text, last); next !== undefined; next = nextLine(text, next)) {
    if (!/^[ ]*\t/.test(text.slice(next.start, next.end))) break;
    last = next;
  }
  const indented = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
  return {
    message: "A tab indents this line, and YAML allows spaces only.",
    span: { start: line.start, end: line.start + indented },
    out: { start: line.start, end: last.end },
    by: "spaces",
  };
}

/** From an offset to the end of its line, a comment left out. */
function toLineEnd(text: string, start: number, by: "unknown", message: string): Guess {
  const line = lineAt(text, start);
  const written = text.slice(start, line.end);
  const comment = /^["']/.test(written) ? -1 : written.search(/\s#/);
  const end = start + (comment === -1 ? written : written.slice(0, comment)).trimEnd().length;
  return { message, span: { start, end }, out: { start, end }, by };
}

/** A line and the deeper ones below it. */
function block(text: string, line: Line, message: string): Guess {
  const start = line.start + indentOf(text, line);
  let end = line.end;
  for (
    let next = nextLine(text, line);
    next !== undefined && next.indent > indentOf(text, line);
    next = nextLine(text, next)
  ) {
    end = next.end;
  }
  return { message, span: { start, end: Math.max(start + 1, line.end) }, out: { start, end }, by: "blank" };
}

const lineOnly = (text: string, line: Line): Span => ({ start: line.start + indentOf(text, line), end: line.end });
