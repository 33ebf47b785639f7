import type { Action } from "./actions.ts";

/** A line of a template; several, where an action goes on over their ends. */
export interface TemplateLine {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
  /** The column of its first character that is no white space. */
  readonly indent: number;
  readonly begins: "blank" | "comment" | "text" | "action";
  readonly actions: readonly Action[];
  /** Whether nothing but actions stands on it. */
  readonly isBare: boolean;
}

/** All lines of a text that has these actions. */
export function linesOf(text: string, actions: readonly Action[]): readonly TemplateLine[] {
  const lines: TemplateLine[] = [];
  let reached = 0;
  for (let start = 0; start < text.length; ) {
    const first = reached;
    let end = endOfLine(text, start);
    for (let action = actions[reached]; action !== undefined && action.start < end; action = actions[++reached]) {
      if (action.end > end) end = endOfLine(text, action.end);
    }
    const next = end + 1;
    if (text.charAt(end - 1) === "\r" && end > start) end--;
    lines.push(lineOf(text, start, end, first === reached ? NO_ACTIONS : actions.slice(first, reached)));
    start = next;
  }
  return lines;
}

const NO_ACTIONS: readonly Action[] = [];

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}

const WHITE = /[ \t]*/y;

function lineOf(text: string, start: number, end: number, actions: readonly Action[]): TemplateLine {
  WHITE.lastIndex = start;
  WHITE.test(text);
  const content = Math.min(WHITE.lastIndex, end);
  const begins =
    content === end
      ? "blank"
      : actions[0]?.start === content
        ? "action"
        : text.charAt(content) === "#"
          ? "comment"
          : "text";
  return {
    start,
    end,
    indent: content - start,
    begins,
    actions,
    isBare: begins === "action" && isBare(text, end, actions),
  };
}

function isBare(text: string, end: number, actions: readonly Action[]): boolean {
  return actions.every((action, index) => text.slice(action.end, actions[index + 1]?.start ?? end).trim() === "");
}

/** The column of what a line's last value belongs to: its key, or the dash before it. */
export function ownerColumn(text: string, { start, indent }: TemplateLine): number {
  let at = start + indent;
  let owner = at;
  while (text.charAt(at) === "-" && text.charAt(at + 1) === " ") {
    owner = at;
    while (text.charAt(++at) === " ");
    // Behind the last dash either a key stands or the value itself.
    if (KEY.test(text.slice(at, at + LONGEST_KEY))) owner = at;
  }
  return owner - start;
}

const LONGEST_KEY = 300;
const KEY =
  /^(?:"[^"\n]*"|'[^'\n]*'|[^\s#"'[\]{},&*!|>%@`-](?:[^\s:]|:(?=\S)| (?! *[#:]))*|\{\{[^{}\n]*\}\}[^\s:]*) *:(?:\s|$|\{\{)/;

/** Which lines stand in a block scalar: for each, the column at which its text begins, or `OUTSIDE`. */
export function blockScalarsOf(text: string, lines: readonly TemplateLine[]): readonly number[] {
  const columns: number[] = new Array(lines.length).fill(OUTSIDE);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as TemplateLine;
    if (!isHeader(text, line)) continue;
    const { last, column } = extentOf(lines, index + 1, ownerColumn(text, line));
    columns.fill(column, index + 1, last + 1);
    index = last;
  }
  return columns;
}

/** Stands for the column of a block scalar, where there is none. */
export const OUTSIDE = -1;

const HEADER = /(?:[:?-]|\}\})[ \t]+(?:[&!]\S*[ \t]+)*[|>][-+0-9]{0,2}[ \t]*(?:[ \t]#.*)?$/;

/** Whether a block scalar begins below a line. */
export function isHeader(text: string, { start, end, begins, isBare, actions }: TemplateLine): boolean {
  if (begins === "blank" || begins === "comment" || isBare) return false;
  const last = actions.at(-1);
  // An action may stand behind the indicator, and write the text.
  const written =
    last !== undefined && text.slice(last.end, end).trim() === ""
      ? text.slice(start, last.start)
      : text.slice(start, end);
  return (written.includes("|") || written.includes(">")) && HEADER.test(written);
}

/** How far a block scalar reaches whose lines stand deeper than `owner`. Actions count for what they write, if that can be told. */
function extentOf(lines: readonly TemplateLine[], first: number, owner: number): { last: number; column: number } {
  let last = first - 1;
  let column = Number.POSITIVE_INFINITY;
  let writes = Number.POSITIVE_INFINITY;
  for (let index = first; index < lines.length; index++) {
    const line = lines[index] as TemplateLine;
    if (line.begins === "blank") continue;
    if (line.isBare) {
      const written = line.actions.find((it) => it.role === "output");
      const at = written?.column ?? line.indent;
      if (written === undefined || at <= owner) {
        if (written?.column !== undefined) break;
        continue;
      }
      writes = Math.min(writes, at);
    } else if (line.indent > owner) {
      column = Math.min(column, line.indent);
    } else if (line.begins !== "action" || line.actions[0]?.role === "output") break;
    else continue;
    last = index;
  }
  return {
    last,
    column: column !== Number.POSITIVE_INFINITY ? column : Math.max(owner + 1, Math.min(writes, owner + 20)),
  };
}
