import { type Document as Composed, visit, type YAMLError } from "yaml";
import type { Span } from "../source.ts";

/** Where the quoted scalar opens that is never closed, or closed by a quote that was meant to open another. */
export function quoteBefore(
  quoted: readonly Span[],
  text: string,
  { message, pos: [at] }: YAMLError,
): number | undefined {
  const isUnclosed = /closing ["']quote/i.test(message);
  return quoted.findLast(({ start, end }) => {
    if (isUnclosed && start < at && end >= at - 1) return true;
    return end <= at + 1 && at - end < 200 && text.slice(start, end).includes("\n");
  })?.start;
}

/** The quoted scalars of a document, in the order of the text. */
export function quotedScalars(composed: Composed): readonly Span[] {
  const spans: Span[] = [];
  visit(composed, {
    Scalar(_, { type, range }) {
      if (range && type?.startsWith("QUOTE")) spans.push({ start: range[0], end: range[1] });
    },
  });
  return spans;
}

/** Where the bracket opens that is still open at an offset. */
export function bracketBefore(text: string, at: number): number | undefined {
  let depth = 0;
  for (let index = at - 1; index >= Math.max(0, at - 5_000); index--) {
    const char = text.charAt(index);
    if (char === "]" || char === "}") depth++;
    else if ((char === "[" || char === "{") && depth-- === 0) return index;
  }
  return undefined;
}
