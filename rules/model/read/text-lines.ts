import type { Span } from "../source.ts";

/** A line of a text, without its line end; `indent` is the number of spaces ahead of its content. */
export interface Line extends Span {
  readonly indent: number;
}

/** The line on which an offset stands. */
export function lineAt(text: string, offset: number): Line {
  // Asked to look from -1 on, lastIndexOf looks at 0.
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const stop = text.indexOf("\n", start);
  const end = stop === -1 ? text.length : stop - (text.charAt(stop - 1) === "\r" ? 1 : 0);
  return { start, end, indent: indentOf(text, { start, end }) };
}

/** How many spaces stand ahead of a line's content. */
export const indentOf = (text: string, { start, end }: Span): number => text.slice(start, end).search(/[^ ]|$/);

/** The next line that holds anything. */
export function nextLine(text: string, { end }: Span): Line | undefined {
  for (let stop = text.indexOf("\n", end); stop !== -1; stop = text.indexOf("\n", stop + 1)) {
    const line = lineAt(text, stop + 1);
    if (line.end > line.start && text.slice(line.start, line.end).trim() !== "") return line;
  }
  return undefined;
}

/** The line before this one that holds anything. */
export function previousLine(text: string, { start }: Span): Line | undefined {
  for (let stop = start - 1; stop >= 0; ) {
    const line = lineAt(text, stop);
    if (text.slice(line.start, line.end).trim() !== "") return line;
    stop = line.start - 1;
  }
  return undefined;
}
