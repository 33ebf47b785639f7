import { type Document as Composed, visit, type YAMLError } from "yaml";
import type { Damage } from "../document.ts";
import { UNKNOWN } from "../marks.ts";
import type { Span } from "../source.ts";
import { enclosed, joinLines } from "./join.ts";

/** A broken text, with what breaks it taken out. */
export interface Repaired {
  /** As long as the broken text; what was taken out is blank, or `UNKNOWN` where it was a value. */
  readonly text: string;
  readonly composed: Composed;
  readonly damages: readonly Damage[];
  /** Where lines were blanked: the offset of their content. A negative number -n-1: from offset n on all is in doubt. */
  readonly holes: readonly number[];
}

/** How many mistakes of one document are told apart; what is behind them is not judged. */
const MOST_REPAIRS = 10;

/** How many characters may be read again in search of what is wrong: each guess costs what the first reading did. */
const MOST_READ = 1_000_000;

/** One guess at what the author did wrong. */
interface Guess {
  readonly message: string;
  /** What to underline. */
  readonly span: Span;
  /** What to take out: blanked, or made `UNKNOWN`. */
  readonly out: Span;
  readonly by: "blank" | "unknown" | "spaces";
}

/** Takes one mistake after the other out of a text until it can be read. */
export function repair(broken: string, first: Composed, composeAll: (text: string) => Composed): Repaired {
  let left = MOST_READ;
  const compose = (text: string) => {
    left -= text.length;
    return left < 0 ? undefined : composeAll(text);
  };
  const damages: Damage[] = [];
  const holes: number[] = [];
  let text = broken;
  let composed = first;
  for (let joined = joinAll(text, composed, compose); joined !== undefined; joined = joinAll(text, composed, compose)) {
    ({ text, composed } = joined);
  }
  while (composed.errors.length > 0) {
    const error = earliest(composed.errors);
    const best = damages.length < MOST_REPAIRS ? bestGuess(text, composed, error, compose) : undefined;
    if (best === undefined) {
      damages.push({ span: onOneLine(text, error.pos), message: said(error, "") });
      holes.push(-lineAt(text, error.pos[0]).start - 1);
      break;
    }
    damages.push({ span: best.guess.span, message: best.guess.message });
    if (best.guess.by === "blank") holes.push(best.guess.out.start);
    ({ text, composed } = best);
  }
  return { text, composed, damages, holes };
}

/** The text with all lines joined that end early in a quoted scalar or a flow collection, if fewer errors are left then. */
function joinAll(
  text: string,
  composed: Composed,
  compose: (text: string) => Composed | undefined,
): { text: string; composed: Composed } | undefined {
  let joined = text;
  let left = MOST_READ;
  const quoted = quotedScalars(composed);
  for (const error of composed.errors) {
    const start = /closing ["']quote/.test(error.message)
      ? quoteBefore(quoted, text, error)
      : /end with a [}\]]/.test(error.message)
        ? bracketBefore(text, error.pos[0])
        : undefined;
    if (start === undefined) continue;
    const span = enclosed(joined, start);
    left -= (span?.end ?? joined.length) - start;
    if (left < 0) break;
    if (span !== undefined) joined = joinLines(joined, span);
  }
  if (joined === text) return undefined;
  const again = compose(joined);
  return again !== undefined && again.errors.length < composed.errors.length
    ? { text: joined, composed: again }
    : undefined;
}

interface Tried {
  readonly guess: Guess;
  readonly text: string;
  readonly composed: Composed;
}

/** The guess that gets past the error and leaves the fewest; failing that, the one that leaves the fewest. */
function bestGuess(
  text: string,
  composed: Composed,
  error: YAMLError,
  compose: (text: string) => Composed | undefined,
): Tried | undefined {
  let past: Tried | undefined;
  let fewest: Tried | undefined;
  const seen = new Set<string>();
  for (const guess of guesses(text, composed, error)) {
    const without = takeOut(text, guess);
    if (without === text || seen.has(without)) continue;
    seen.add(without);
    const again = compose(without);
    if (again === undefined) break;
    const tried = { guess, text: without, composed: again };
    const left = again.errors.length;
    if (left === 0) return tried;
    const next = earliest(again.errors);
    const isPast = next.pos[0] >= guess.out.end && (next.pos[0] !== error.pos[0] || next.code !== error.code);
    if (isPast && left < (past?.composed.errors.length ?? Number.POSITIVE_INFINITY)) past = tried;
    if (left < (fewest?.composed ?? composed).errors.length) fewest = tried;
  }
  return past ?? fewest;
}

/** What the author may have done wrong, the likeliest first. */
function* guesses(text: string, composed: Composed, error: YAMLError): Generator<Guess> {
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
    yield block(text, next, "This line is indented more than the one above it.");
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

/** The error on a line (without its indentation) in words for the author of a manifest. */
function said({ code, message }: YAMLError, line: string): string {
  switch (code) {
    case "BAD_INDENT":
      return "This line is indented differently from those that it belongs to.";
    case "TAB_AS_INDENT":
      return "A tab indents this line, and YAML allows spaces only.";
    case "MULTILINE_IMPLICIT_KEY":
      if (line.startsWith("- ")) return "A list item stands where a key belongs.";
      return "A key must stand on one line, with its colon.";
    case "BLOCK_AS_IMPLICIT_KEY":
      return 'A value that contains ": " must stand in quotes.';
    case "MISSING_CHAR":
      if (message.includes("- indicator")) return "This line stands where a list item belongs.";
      if (message.includes("map value")) return "A colon is missing on this line.";
      if (message.includes("directives-end"))
        return "A line that begins with % is a directive, and needs a line --- below it.";
      return "A closing quote or bracket is missing.";
    case "BLOCK_IN_FLOW":
      return "What stands in brackets cannot hold an indented block.";
    case "BAD_ALIAS":
      return "An anchor or an alias needs a name; a value that begins with & or * must stand in quotes.";
    case "BAD_DQ_ESCAPE":
      return `This is no escape that a double-quoted value knows: ${message.replace(/^.*sequence /, "")}.`;
    case "BAD_SCALAR_START":
      return "A value cannot begin with this character unless it stands in quotes.";
    case "DUPLICATE_KEY":
    case "KEY_OVER_1024_CHARS":
      return "A key may have 1024 characters at most.";
    case "MULTIPLE_ANCHORS":
      return "A value can have one anchor only.";
    case "MULTIPLE_TAGS":
      return "A value can have one tag only.";
    case "RESOURCE_EXHAUSTION":
      return "This is nested too deep to be read.";
    case "UNEXPECTED_TOKEN":
      return "This does not belong here: a quote, a bracket or a colon is missing nearby, or one too many.";
    default:
      return `${message.replace(/\.$/, "")}.`;
  }
}

function takeOut(text: string, { out: { start, end }, by }: Guess): string {
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

/** Where the quoted scalar opens that is never closed, or closed by a quote that was meant to open another. */
function quoteBefore(quoted: readonly Span[], text: string, { message, pos: [at] }: YAMLError): number | undefined {
  const isUnclosed = /closing ["']quote/i.test(message);
  return quoted.findLast(({ start, end }) => {
    if (isUnclosed && start < at && end >= at - 1) return true;
    return end <= at + 1 && at - end < 200 && text.slice(start, end).includes("\n");
  })?.start;
}

/** The quoted scalars of a document, in the order of the text. */
function quotedScalars(composed: Composed): readonly Span[] {
  const spans: Span[] = [];
  visit(composed, {
    Scalar(_, { type, range }) {
      if (range && type?.startsWith("QUOTE")) spans.push({ start: range[0], end: range[1] });
    },
  });
  return spans;
}

/** Where the bracket opens that is still open at an offset. */
function bracketBefore(text: string, at: number): number | undefined {
  let depth = 0;
  for (let index = at - 1; index >= Math.max(0, at - 5_000); index--) {
    const char = text.charAt(index);
    if (char === "]" || char === "}") depth++;
    else if ((char === "[" || char === "{") && depth-- === 0) return index;
  }
  return undefined;
}

interface Line extends Span {
  readonly indent: number;
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const stop = text.indexOf("\n", start);
  const end = stop === -1 ? text.length : stop - (text.charAt(stop - 1) === "\r" ? 1 : 0);
  return { start, end, indent: indentOf(text, { start, end }) };
}

const indentOf = (text: string, { start, end }: Span): number => text.slice(start, end).search(/[^ ]|$/);

/** The next line that holds anything. */
function nextLine(text: string, { end }: Span): Line | undefined {
  for (let stop = text.indexOf("\n", end); stop !== -1; stop = text.indexOf("\n", stop + 1)) {
    const line = lineAt(text, stop + 1);
    if (line.end > line.start && text.slice(line.start, line.end).trim() !== "") return line;
  }
  return undefined;
}

function previousLine(text: string, { start }: Span): Line | undefined {
  for (let stop = start - 1; stop >= 0; ) {
    const line = lineAt(text, stop);
    if (text.slice(line.start, line.end).trim() !== "") return line;
    stop = line.start - 1;
  }
  return undefined;
}

const earliest = (errors: readonly YAMLError[]): YAMLError =>
  errors.reduce((first, it) => (it.pos[0] < first.pos[0] ? it : first));

/** The part of a stretch that stands on its first line; at least one character. */
function onOneLine(text: string, [start, end]: readonly [number, number]): Span {
  const from = Math.min(start, Math.max(0, text.length - 1));
  const line = lineAt(text, from);
  return { start: from, end: Math.max(from + 1, Math.min(end, line.end)) };
}
