import { createColors } from "picocolors";
import stringWidth from "string-width";
import type { Safety, Severity } from "../../rules/rule.ts";
import type { Range } from "../lines.ts";
import type { Excerpt, Report, Reported } from "./report.ts";

/** How a text is to look. */
export interface Look {
  readonly isColoured: boolean;
  /** How many columns a line of a manifest may take before it is cut. */
  readonly columns: number;
}

/** A report for people: a block for each problem, and a summary. */
export function text({ problems, summary }: Report, look: Look): string {
  const paint = painter(look);
  const blocks = byPlace(problems).map((it) => `${block(it, look, paint)}\n\n`);
  return `${blocks.join("")}${sumUp(problems, summary, paint)}\n`;
}

/** What is unsafe to show on a terminal: it could move the cursor, or turn the text around. */
export const harmless = (text: string): string => text.replace(UNPRINTABLE, "\uFFFD");

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal.
const UNPRINTABLE = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

type Paint = ReturnType<typeof createColors>;

const painter = ({ isColoured }: Look): Paint => createColors(isColoured);

/** Problems that follow one another at one place: its line need be shown only once. */
function byPlace(problems: readonly Reported[]): readonly (readonly Reported[])[] {
  const groups: Reported[][] = [];
  for (const problem of problems) {
    const before = groups.at(-1);
    if (before?.[0] !== undefined && isSamePlace(before[0], problem)) before.push(problem);
    else groups.push([problem]);
  }
  return groups;
}

const isSamePlace = (a: Reported, b: Reported) =>
  a.file === b.file && JSON.stringify(a.range) === JSON.stringify(b.range);

function block(problems: readonly Reported[], look: Look, paint: Paint): string {
  const [first] = problems;
  if (first === undefined) return "";
  const number = String(first.range.start.line + 1);
  const gutter = " ".repeat(number.length);
  const { line, before, marked } = fitted(first.excerpt, Math.max(40, look.columns - number.length - 4));
  const bar = paint.dim("│");
  const gravest = (["error", "warning", "info"] as const).find((it) =>
    problems.some(({ severity }) => severity === it),
  );
  return [
    ...problems.map(({ file, range, severity, message, rule }) =>
      [paint.bold(where(file, range)), colour(severity, paint)(severity), harmless(message), paint.dim(rule)].join(" "),
    ),
    ` ${paint.dim(number)} ${bar} ${line}`,
    ` ${gutter} ${bar} ${" ".repeat(before)}${colour(gravest ?? "info", paint)("^".repeat(marked))}`,
    ...problems.flatMap(({ related, fixes }) => [
      ...related.map((it) => ` ${gutter} ${paint.dim("see:")} ${where(it.file, it.range)} ${harmless(it.message)}`),
      ...fixes.map((it) => ` ${gutter} ${paint.cyan("fix:")} ${harmless(it.title)} (${it.safety})`),
    ]),
  ].join("\n");
}

const where = (file: string, { start }: Range) => `${harmless(file)}:${start.line + 1}:${start.character + 1}`;

const colour = (severity: Severity, paint: Paint) =>
  ({ error: paint.red, warning: paint.yellow, info: paint.blue })[severity];

/** How many columns are kept free behind what is marked, where there is too little room for all. */
const ROOM_BEHIND = 14;

/** The line as it is shown, how many columns stand before what is marked, and how many are marked. */
function fitted(excerpt: Excerpt, columns: number): { line: string; before: number; marked: number } {
  const { text, start, end } = excerpt;
  let [head, body, tail] = [text.slice(0, start), text.slice(start, end), text.slice(end)].map(untabbed) as [
    string,
    string,
    string,
  ];
  let [isCutBefore, isCutAfter] = [excerpt.isCutBefore, excerpt.isCutAfter];
  if (stringWidth(head + body) > columns - 1) {
    const kept = columns - ROOM_BEHIND - Math.min(stringWidth(body), Math.floor(columns / 2));
    const shorter = lastColumns(head, kept);
    isCutBefore ||= shorter !== head;
    head = shorter;
  }
  const room = columns - 2 - stringWidth(head);
  const [shortBody, shortTail] = [firstColumns(body, room), firstColumns(tail, room - stringWidth(body))];
  isCutAfter ||= shortBody !== body || shortTail !== tail;
  [body, tail] = [shortBody, shortBody === body ? shortTail : ""];
  const [opening, closing] = [isCutBefore ? "…" : "", isCutAfter ? "…" : ""];
  return {
    line: `${opening}${head}${body}${tail}${closing}`.trimEnd(),
    before: stringWidth(opening + head),
    marked: Math.max(1, stringWidth(body)),
  };
}

const untabbed = (text: string) => harmless(text.replaceAll("\t", "    "));

function firstColumns(text: string, columns: number): string {
  if (text.length <= columns && stringWidth(text) <= columns) return text;
  let kept = "";
  let width = 0;
  for (const character of text) {
    width += stringWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return kept;
}

function lastColumns(text: string, columns: number): string {
  const characters = [...text];
  let width = 0;
  let first = characters.length;
  while (first > 0 && width + stringWidth(characters[first - 1] as string) <= columns) {
    first--;
    width += stringWidth(characters[first] as string);
  }
  return characters.slice(first).join("");
}

function sumUp(problems: readonly Reported[], summary: Report["summary"], paint: Paint): string {
  const files = counted(summary.files, "file");
  if (problems.length === 0) return summary.files === 0 ? "There was nothing to check." : `No problems in ${files}.`;
  const parts = (["error", "warning", "info"] as const)
    .filter((it) => summary[it] > 0)
    .map((it) =>
      colour(it, paint)(it === "info" ? `${summary.info.toLocaleString("en")} info` : counted(summary[it], it)),
    );
  const found = `${listed(parts)} in ${new Set(problems.map((it) => it.file)).size} of ${files}.`;
  const hint = fixable(problems);
  return hint === undefined ? found : `${found}\n${hint}`;
}

const COMMANDS: Readonly<Record<Safety, string>> = {
  safe: "plimsoll fix",
  review: "plimsoll fix --review",
  choice: "plimsoll fix --choose",
};

/** Which commands mend how many of the problems, each counted where it is mended most safely. */
function fixable(problems: readonly Reported[]): string | undefined {
  const commands = (["safe", "review", "choice"] as const).flatMap((safety) => {
    const count = problems.filter(({ fixes }) => safest(fixes.map((it) => it.safety)) === safety).length;
    return count === 0 ? [] : [`${count.toLocaleString("en")} with \`${COMMANDS[safety]}\``];
  });
  return commands.length === 0 ? undefined : `Mend ${listed(commands)}.`;
}

function safest(safeties: readonly Safety[]): Safety | undefined {
  return (["safe", "review", "choice"] as const).find((it) => safeties.includes(it));
}

const counted = (count: number, noun: string) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
