import { diffArrays } from "diff";

/** HTML of an example: what its `^^^` and `~~~` underline is underlined, with the message below. */
export function marked(example: string): string {
  const html: string[] = [];
  let line = "";
  let marks: Mark[] = [];
  const flush = () => html.push(`${colour(line, marks)}${marks.map(note).join("")}`);
  for (const [index, next] of lines(example).entries()) {
    const mark = MARK.exec(next);
    if (mark) {
      const [, indent = "", underline = "", message = ""] = mark;
      const kind = underline.startsWith("^") ? "found" : "seen";
      marks.push({ kind, start: indent.length, end: indent.length + underline.length, message });
      continue;
    }
    if (index > 0) flush();
    [line, marks] = [next, []];
  }
  flush();
  return html.join("\n");
}

/** HTML of what became of an example, with the lines that are new. */
export function changed(before: string, after: string): string {
  const old = lines(before).filter((it) => !MARK.test(it));
  return diffArrays(old, [...lines(after)])
    .filter(({ removed }) => !removed)
    .flatMap(({ value, added }) => value.map((it) => (added ? `<ins>${colour(it)}</ins>` : colour(it))))
    .join("\n");
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (it) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[it] ?? it);

interface Mark {
  /** What a finding underlines, or what it refers to. */
  readonly kind: "found" | "seen";
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

const MARK = /^( *)(\^+|~+) (.*)$/;

const lines = (text: string): readonly string[] => text.replace(/^\n|\n$/g, "").split("\n");

const note = ({ kind, start, message }: Mark) =>
  `\n<span class="${kind} note">${" ".repeat(start)}${escaped(message)}</span>`;

const TOKEN = new RegExp(
  [
    /(?<comment>(?<=^|\s)#.*$)/,
    /(?<string>"(?:[^"\\]|\\.)*"|(?<!\w)'(?:[^']|'')*')/,
    /(?<key>(?<=^\s*(?:- )*|[{,]\s*)[^\s#'"{}[\],:-][^#'"{}[\],:]*(?=:(?:\s|$)))/,
    /(?<constant>(?<=[:[,-]\s+)(?:true|false|null|-?\d[\d.]*)(?=\s*(?:[,\]}]|$|\s#)))/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** One line, its tokens and what is marked in it. */
function colour(line: string, marks: readonly Mark[] = []): string {
  const pens: string[] = Array.from({ length: line.length }, () => "");
  for (const { index, 0: text, groups = {} } of line.matchAll(TOKEN)) {
    const name = Object.keys(groups).find((it) => groups[it] !== undefined) ?? "";
    pens.fill(name, index, index + text.length);
  }
  for (const { kind, start, end } of marks) {
    for (let at = start; at < end; at++) pens[at] = `${pens[at]} ${kind}`.trim();
  }
  return runs(line, pens);
}

function runs(line: string, pens: readonly string[]): string {
  let html = "";
  for (let start = 0, end = 0; start < line.length; start = end) {
    while (end < line.length && pens[end] === pens[start]) end++;
    const text = escaped(line.slice(start, end));
    html += pens[start] ? `<span class="${pens[start]}">${text}</span>` : text;
  }
  return html;
}
