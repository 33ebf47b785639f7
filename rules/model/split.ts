import type { Span } from "./source.ts";

/**
 * Where the documents of a text begin and end, without reading them: at lines that begin with `---` or `...`.
 * A mark ends what stands before it and belongs to what it begins. JSON values that follow one another are documents, too.
 */
export function split(text: string): readonly Span[] {
  const marks = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  const spans: Span[] = [];
  let start = 0;
  for (const mark of text.matchAll(marks)) {
    if (mark[0] === "---") {
      if (holdsContent(text.slice(start, mark.index)) || spans.length > 0 || start > 0)
        spans.push({ start, end: mark.index });
      start = mark.index;
    }
  }
  spans.push({ start, end: text.length });
  return spans;
}

const holdsContent = (text: string) => /^[^#%\s]/m.test(text);
