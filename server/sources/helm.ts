import { ANYWHERE, BRANCH, UNKNOWN } from "../../rules/model/marks.ts";
import { type Action, actionsOf, type Role } from "./actions.ts";
import { blockScalarsOf, isHeader, linesOf, OUTSIDE, ownerColumn, type TemplateLine } from "./template-lines.ts";

/** A template as YAML of the same length and the same lines, with marks where only a renderer could tell. */
export function maskTemplate(text: string): string {
  const all = actionsOf(text);
  if (all.length === 0) return text;
  const { visible, actions } = withoutDefinitions(text, all);
  const lines = linesOf(visible, actions);
  const blocks = blockScalarsOf(visible, lines);
  let masked = "";
  let reached = 0;
  for (const [index, line] of lines.entries()) {
    if (line.actions.length === 0) continue;
    masked += visible.slice(reached, line.start) + maskLine(visible, lines, index, blocks[index] ?? OUTSIDE);
    reached = line.end;
  }
  return masked + visible.slice(reached);
}

/** What `define` names is written elsewhere: it is blanked, with all that stands in it. */
function withoutDefinitions(text: string, all: readonly Action[]): { visible: string; actions: readonly Action[] } {
  if (!all.some(({ role }) => role === "defines")) return { visible: text, actions: all };
  const open: Action[] = [];
  const definitions: { start: number; end: number }[] = [];
  for (const action of all) {
    if (action.role === "begins" || action.role === "defines") open.push(action);
    if (action.role !== "ends") continue;
    const begun = open.pop();
    if (begun?.role === "defines") definitions.push({ start: begun.start, end: action.end });
  }
  let visible = "";
  for (const { start, end } of definitions.sort((a, b) => a.start - b.start)) {
    if (start < visible.length) continue;
    visible += text.slice(visible.length, start) + text.slice(start, end).replace(/[^\r\n]/g, " ");
  }
  visible += text.slice(visible.length);
  return { visible, actions: all.filter(({ start }) => visible.charAt(start) !== " ") };
}

function maskLine(text: string, lines: readonly TemplateLine[], index: number, block: number): string {
  const line = lines[index] as TemplateLine;
  const written = text.slice(line.start, line.end);
  if (block !== OUTSIDE) {
    return line.begins === "action" ? maskBlockText(written, line, block) : maskWithin(written, line);
  }
  if (line.isBare) return maskBare(written, line);
  if (line.begins === "action" && !beginsWithKey(line)) return maskHidden(written, line);
  const masked = maskWithin(written, line);
  if (isHeader(text, line)) return fillFromHeader(masked);
  return line.begins !== "comment" && goesOn(text, lines, index) ? holeOfValue(masked) : masked;
}

const blank = (written: string): string =>
  written.includes("\n") ? written.replace(/[^\r\n]/g, " ") : " ".repeat(written.length);

/** `marks`, then unknown up to the end of the line; what follows of an action on further lines is blank. */
function fill(written: string, marks = ""): string {
  const { length } = written;
  const end = written.search(/[\r\n]/);
  const room = end === -1 ? length : end;
  return marks.slice(0, room) + UNKNOWN.repeat(Math.max(0, room - marks.length)) + blank(written.slice(room));
}

/** A comment of marks on the first line that has room at `column`; failing that, one for any column. */
function comment(written: string, column: number, marks: string): string {
  const content = `#${marks}`;
  for (let start = 0; start < written.length; ) {
    const end = written.indexOf("\n", start);
    const room = (end === -1 ? written.length : end) - start;
    if (column + content.length <= room) {
      const from = start + column;
      return blank(written.slice(0, from)) + fill(written.slice(from), content);
    }
    start += room + 1;
  }
  return column > 0 ? comment(written, 0, marks.replace(UNKNOWN, ANYWHERE)) : blank(written);
}

/** `key: ???` becomes `key: #??`, for what stands below belongs to the same value. */
function holeOfValue(masked: string): string {
  const value = /^[^\n]*?(?:[:?-]|\uE000)[ \t]+(?=\uE000[\uE000 \t]*(?:$|#|\n))/.exec(masked)?.[0].length;
  return value === undefined ? masked : `${masked.slice(0, value)}#${masked.slice(value + 1)}`;
}

/** `key: |???` becomes `key: ????`: all of the text comes from a template. */
function fillFromHeader(masked: string): string {
  const at = masked.search(/[|>][-+0-9]{0,2}[ \t]*\uE000/);
  return at === -1 ? masked : masked.slice(0, at) + fill(masked.slice(at));
}

/** A line of actions alone: it may write entries, begin or end a branch, or do nothing that is seen. */
function maskBare(written: string, line: TemplateLine): string {
  const branches = branchMarks(line.actions);
  const outputs = line.actions.filter(({ role }) => role === "output");
  if (outputs.length === 0) return branches === "" ? blank(written) : comment(written, line.indent, branches);
  const column = columnWritten(line, outputs);
  return column === undefined
    ? comment(written, line.indent, ANYWHERE + branches)
    : comment(written, column, UNKNOWN + branches);
}

/** The column of the entries that a line writes; `undefined`, if it cannot be told. */
function columnWritten({ indent }: TemplateLine, outputs: readonly Action[]): number | undefined {
  const [first] = outputs;
  if (first === undefined || outputs.some(({ column }) => column !== first.column)) return undefined;
  if (first.column !== undefined) return first.breaks || first.trims || indent === 0 ? first.column : undefined;
  return first.trims || indent === 0 ? undefined : indent;
}

const MARKS: Readonly<Partial<Record<Role, string>>> = {
  begins: BRANCH.begins,
  otherwise: BRANCH.otherwise,
  ends: BRANCH.ends,
};

/** The marks of branches, but for those that begin and end here. */
function branchMarks(actions: readonly Action[]): string {
  const closed = closedWithin(actions);
  return actions.map((it, index) => (closed.has(index) ? "" : (MARKS[it.role] ?? ""))).join("");
}

/** What belongs to a branch that begins and ends within `actions`: the index of its end, for each of them. */
function closedWithin(actions: readonly Action[]): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closed = new Map<number, number>();
  for (const [index, { role }] of actions.entries()) {
    if (role === "begins" || role === "defines") open.push(index);
    if (role !== "ends") continue;
    const begun = open.pop();
    if (begun === undefined) continue;
    for (let inner = begun; inner <= index; inner++) closed.set(inner, index);
  }
  return closed;
}

/** A line of a block scalar that an action begins: text, whatever it is. */
const maskBlockText = (written: string, line: TemplateLine, column: number): string =>
  blank(written.slice(0, column)) + fill(written.slice(column), branchMarks(line.actions));

const beginsWithKey = ({ actions }: TemplateLine) => actions[0]?.role === "output" && !actions[0].trims;

/** A line that a condition begins: its indentation means nothing, so what it says is not read. */
const maskHidden = (written: string, line: TemplateLine): string =>
  comment(written, line.indent, (line.actions[0]?.trims ? ANYWHERE : UNKNOWN) + branchMarks(line.actions));

/** Actions among text. */
function maskWithin(written: string, line: TemplateLine): string {
  const closed = closedWithin(line.actions);
  const tail = tailOf(written, line, closed);
  const quotes = new Quotes();
  let masked = "";
  for (let index = 0; index < tail; index++) {
    const action = line.actions[index] as Action;
    const last = closed.get(index) ?? index;
    const from = action.start - line.start;
    const end = (line.actions[last] as Action).end - line.start;
    const before = written.slice(masked.length, from);
    const covered = written.slice(from, end);
    quotes.pass(before);
    const isUnseen = action.role === "silent" && /^\s?$/.test(written.charAt(end));
    const marks = closed.has(index) ? "" : (MARKS[action.role] ?? "");
    masked +=
      before + (isUnseen ? blank(covered) : fill(covered, separator(written.charAt(from - 1), action, quotes) + marks));
    index = last;
  }
  return masked + maskTail(written.slice(masked.length), line, tail, masked.length);
}

/** What must stand between an action and the text before it, lest the marks are read as something else. */
function separator(before: string, action: Action, quotes: Quotes): string {
  // A comment begins here, and is no hole; or a key ends here, whose value is written on the next line.
  if (before === "#" || (before === ":" && action.breaks)) return " ";
  return (before === '"' || before === "'") && quotes.areClosedInBrackets ? "," : "";
}

/** Whether quotes are open at the end of a text, and brackets. */
class Quotes {
  private open = "";
  private brackets = false;

  get areClosedInBrackets(): boolean {
    return this.open === "" && this.brackets;
  }

  pass(text: string): void {
    for (const { 0: letter } of text.matchAll(/["'[{]/g)) {
      if (letter === "[" || letter === "{") this.brackets ||= this.open === "";
      else if (this.open === "") this.open = letter;
      else if (this.open === letter) this.open = "";
    }
  }
}

/** The end of a line from `start` on, with the branches that begin or end behind its text. */
function maskTail(written: string, line: TemplateLine, tail: number, start: number): string {
  const first = line.actions[tail];
  if (first === undefined) return written;
  const from = first.start - line.start - start;
  const before = written.slice(0, from);
  const marks = branchMarks(line.actions.slice(tail));
  if (marks === "") return before + blank(written.slice(from));
  return before + fill(written.slice(from), `${/(?:^|\s)$/.test(before) ? "" : " "}#${marks}`);
}

/** The first of the actions that end a line and write nothing: branches that begin or end with it. */
function tailOf(written: string, { start, actions }: TemplateLine, closed: ReadonlyMap<number, number>): number {
  let end = written.length;
  let tail = actions.length;
  while (tail > 0) {
    const action = actions[tail - 1] as Action;
    if (action.role === "output" || closed.has(tail - 1)) break;
    if (written.slice(action.end - start, end).trim() !== "") break;
    end = action.start - start;
    tail--;
  }
  return tail;
}

const FARTHEST = 50;

/** Whether the lines below a line add to its last value. */
function goesOn(text: string, lines: readonly TemplateLine[], index: number): boolean {
  const { start } = lines[index] as TemplateLine;
  const owner = ownerColumn(text, lines[index] as TemplateLine);
  const isKey = text.charAt(start + owner) !== "-";
  for (const line of lines.slice(index + 1, index + FARTHEST)) {
    if (line.begins === "blank" || line.begins === "comment") continue;
    const written = line.actions.find(({ role }) => role === "output");
    if (line.isBare && written === undefined) continue;
    const column = line.isBare ? (written?.column ?? line.indent) : line.indent;
    if (column > owner) return true;
    if (line.begins === "action" && line.actions[0]?.role !== "output") continue;
    return isKey && column === owner && /^-\s/.test(text.slice(line.start + line.indent, line.start + line.indent + 2));
  }
  return false;
}
