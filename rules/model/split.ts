import type { Span } from "./source.ts";

/**
 * Where the documents of a text begin and end, without reading them: at lines that begin with `---` or `...`.
 * What stands ahead of the first `---`, or behind `...`, is a document only if it holds more than comments and directives;
 * what begins with `---` always is. JSON values that follow one another are documents, too.
 */
export function split(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  let opened = isMark(text, 0, "---");
  let dots = findMark(text, 0, "...");
  let dashes = findMark(text, opened ? 3 : 0, "---");
  while (dashes !== text.length || dots !== text.length) {
    const ends = Math.min(dashes, dots);
    const byDashes = ends === dashes;
    const stop = byDashes ? ends : endOfLine(text, ends);
    if (opened || holdsContent(text, start, ends)) {
      spans.push(...values(text, { start, end: stop }));
      start = stop;
    } else if (!byDashes) start = stop;
    opened = byDashes;
    if (byDashes) dashes = findMark(text, ends + 3, "---");
    else dots = findMark(text, ends + 3, "...");
  }
  if (opened || holdsContent(text, start, text.length)) spans.push(...values(text, { start, end: text.length }));
  return spans;
}

/** Where the next line begins with `mark`, from `from` on; the text's end, if none does. */
function findMark(text: string, from: number, mark: string): number {
  if (from === 0 && isMark(text, 0, mark)) return 0;
  for (let at = text.indexOf(`\n${mark}`, from); at !== -1; at = text.indexOf(`\n${mark}`, at + 1)) {
    if (isMark(text, at + 1, mark)) return at + 1;
  }
  return text.length;
}

/** Whether a line that begins at `at` is the mark, alone or followed by white space. */
const isMark = (text: string, at: number, mark: string): boolean =>
  text.startsWith(mark, at) && (at + mark.length === text.length || " \t\r\n".includes(text.charAt(at + mark.length)));

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end + 1;
}

/** Whether there is more than blank lines, comments and directives. */
function holdsContent(text: string, start: number, end: number): boolean {
  for (let line = start; line < end; line = endOfLine(text, line)) {
    let at = line;
    while (at < end && " \t\r\uFEFF".includes(text.charAt(at))) at++;
    if (at >= end) return false;
    const first = text.charAt(at);
    if (first !== "\n" && first !== "#" && !(first === "%" && at === line)) return true;
  }
  return false;
}

/** The JSON values that follow one another in a stretch of text, each with the white space ahead; the stretch itself, if it is no JSON. */
function values(text: string, { start, end }: Span): readonly Span[] {
  let at = start;
  while (at < end && " \t\r\n\uFEFF".includes(text.charAt(at))) at++;
  if (text.charAt(at) !== "{") return [{ start, end }];
  const spans: Span[] = [];
  let begin = start;
  while (at < end && text.charAt(at) === "{") {
    at = endOfObject(text, at, end);
    spans.push({ start: begin, end: at });
    begin = at;
    while (at < end && " \t\r\n".includes(text.charAt(at))) at++;
  }
  // What follows the last value is left to the reader, which says what is wrong with it; it is nothing in a JSON stream.
  const last = spans.pop() as Span;
  return [...spans, { start: last.start, end }];
}

/** Where the object that opens at `at` is closed. */
function endOfObject(text: string, at: number, end: number): number {
  let depth = 0;
  for (let index = at; index < end; index++) {
    const char = text.charCodeAt(index);
    if (char === 0x7b) depth++;
    else if (char === 0x7d && --depth === 0) return index + 1;
    else if (char === 0x22) {
      index++;
      while (index < end && text.charCodeAt(index) !== 0x22) index += text.charCodeAt(index) === 0x5c ? 2 : 1;
    }
  }
  return end;
}
