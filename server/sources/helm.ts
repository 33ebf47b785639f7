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
  const pen = new Pen(text.slice(line.start, line.end));
  if (block !== OUTSIDE) {
    if (line.begins === "action") maskBlockText(pen, line, block);
    else maskWithin(pen, text, line);
  } else if (line.isBare) maskBare(pen, line);
  else if (line.begins === "action" && !beginsWithKey(line)) maskHidden(pen, line);
  else {
    maskWithin(pen, text, line);
    if (isHeader(text, line)) pen.fillFromHeader();
    else if (line.begins !== "comment" && goesOn(text, lines, index)) pen.makeHoleOfValue();
  }
  return pen.text;
}

/** How far back a quote is looked for. */
const FARTHEST_QUOTE = 1000;

/** Writes over a line. Positions count from its start. */
class Pen {
  private readonly letters: string[];

  constructor(line: string) {
    this.letters = line.split("");
  }

  get text(): string {
    return this.letters.join("");
  }

  get length(): number {
    return this.letters.length;
  }

  at(position: number): string {
    return this.letters[position] ?? "";
  }

  before(position: number): string {
    return this.letters.slice(Math.max(0, position - FARTHEST_QUOTE), position).join("");
  }

  blank(from = 0, to = this.length): void {
    for (let at = from; at < to; at++) if (!this.isLineEnd(at)) this.letters[at] = " ";
  }

  /** Writes `marks`, then unknown up to `to` or the end of the line; what follows of an action on further lines is blank. */
  fill(from: number, to: number, marks = ""): void {
    let at = from;
    for (; at < to && !this.isLineEnd(at); at++) this.letters[at] = marks.charAt(at - from) || UNKNOWN;
    this.blank(at, to);
  }

  /** Writes a comment of marks on the first of its lines that has room at `column`; failing that, one for any column. */
  comment(column: number, marks: string): void {
    let room = 0;
    for (let start = 0; start < this.length; start = room + 1) {
      room = start;
      while (room < this.length && !this.isLineEnd(room)) room++;
      if (start + column + 1 + marks.length > room) continue;
      this.blank();
      this.fill(start + column, room, `#${marks}`);
      return;
    }
    this.blank();
    if (column > 0) this.comment(0, marks.replace(UNKNOWN, ANYWHERE));
  }

  /** `key: ???` becomes `key: #??`, for what stands below belongs to the same value. */
  makeHoleOfValue(): void {
    const { text } = this;
    const value = /^[^\n]*?(?:[:?-]|\uE000)[ \t]+(?=\uE000[\uE000 \t]*(?:$|#|\n))/.exec(text);
    if (value !== null) this.letters[value[0].length] = "#";
  }

  /** `key: |???` becomes `key: ????`: all of the text comes from a template. */
  fillFromHeader(): void {
    const header = /[|>][-+0-9]{0,2}[ \t]*(?=\uE000)/.exec(this.text);
    if (header !== null) this.fill(header.index, this.length);
  }

  private isLineEnd(at: number): boolean {
    const letter = this.letters[at];
    return letter === "\n" || letter === "\r";
  }
}

/** A line of actions alone: it may write entries, begin or end a branch, or do nothing that is seen. */
function maskBare(pen: Pen, line: TemplateLine): void {
  const branches = branchMarks(line.actions);
  const outputs = line.actions.filter(({ role }) => role === "output");
  const column = columnWritten(line, outputs);
  if (outputs.length === 0 && branches === "") pen.blank();
  else if (outputs.length === 0) pen.comment(line.indent, branches);
  else if (column === undefined) pen.comment(line.indent, ANYWHERE + branches);
  else pen.comment(column, UNKNOWN + branches);
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
function maskBlockText(pen: Pen, line: TemplateLine, column: number): void {
  pen.blank(0, column);
  pen.fill(column, pen.length, branchMarks(line.actions));
}

const beginsWithKey = ({ actions }: TemplateLine) => actions[0]?.role === "output" && !actions[0].trims;

/** A line that a condition begins: its indentation means nothing, so what it says is not read. */
function maskHidden(pen: Pen, line: TemplateLine): void {
  const where = line.actions[0]?.trims ? ANYWHERE : UNKNOWN;
  pen.comment(line.indent, where + branchMarks(line.actions));
}

/** Actions among text. */
function maskWithin(pen: Pen, text: string, line: TemplateLine): void {
  const closed = closedWithin(line.actions);
  const tail = tailOf(text, line, closed);
  for (let index = 0; index < tail; index++) {
    const action = line.actions[index] as Action;
    const last = closed.get(index) ?? index;
    const from = action.start - line.start;
    const to = (line.actions[last] as Action).end - line.start;
    if (action.role === "silent" && /^\s?$/.test(pen.at(to))) pen.blank(from, to);
    else fillValue(pen, from, to, action, closed.has(index) ? "" : (MARKS[action.role] ?? ""));
    index = last;
  }
  const rest = line.actions.slice(tail);
  const [first] = rest;
  if (first === undefined) return;
  const from = first.start - line.start;
  const marks = branchMarks(rest);
  pen.blank(from);
  if (marks !== "") pen.fill(/\s/.test(pen.at(from - 1)) ? from : from + 1, pen.length, `#${marks}`);
}

/** The first of the actions that end a line and write nothing: branches that begin or end with it. */
function tailOf(text: string, { end: lineEnd, actions }: TemplateLine, closed: ReadonlyMap<number, number>): number {
  let end = lineEnd;
  let tail = actions.length;
  while (tail > 0) {
    const action = actions[tail - 1] as Action;
    if (text.slice(action.end, end).trim() !== "") break;
    if (action.role === "output" || closed.has(tail - 1)) break;
    end = action.start;
    tail--;
  }
  return tail;
}

function fillValue(pen: Pen, from: number, to: number, action: Action, marks: string): void {
  const before = pen.at(from - 1);
  let prefix = marks;
  // A comment may begin here, and is no hole; or a key ends here, whose value follows on the next line.
  if (before === "#" || (before === ":" && action.breaks)) prefix = ` ${prefix}`;
  else if (endsQuoted(pen, from)) prefix = `,${prefix}`;
  pen.fill(from, to, prefix);
}

/** Whether a quoted text ends right before a position, within brackets. */
function endsQuoted(pen: Pen, position: number): boolean {
  const quote = pen.at(position - 1);
  if (quote !== '"' && quote !== "'") return false;
  const before = pen.before(position);
  return before.split(quote).length % 2 === 1 && /[[{]/.test(before);
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
