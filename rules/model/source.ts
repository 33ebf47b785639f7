/** A stretch of text: from `start` up to, and without, `end`. Offsets are UTF-16 units, as JavaScript and LSP count. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a file that the user can open. `exact` is false where only the neighbourhood is known. */
export interface Origin {
  readonly uri: string;
  readonly span: Span;
  readonly exact: boolean;
}

/** One text that the linter reads: a file as the user wrote it, or what a renderer made of several. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  /** What to parse in its place, offset for offset, where `text` itself is no YAML: see `marks.ts`. */
  readonly masked?: string;
  /** Where the user wrote what stands at `span`; nowhere, if a renderer made it up. Absent where `text` is the user's own. */
  readonly originOf?: (span: Span) => Origin | undefined;
}

/** A change to one text: what stood at `span` becomes `text`. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
  /** The stretches of `text` that only the author can settle: an editor makes placeholders of them. */
  readonly proposals?: readonly Span[];
}

/** The text after all edits. Edits are given in any order and must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let reached = 0;
  for (const { span, text: replacement } of inOrder) {
    if (span.start < reached) throw new RangeError("Edits overlap.");
    result += text.slice(reached, span.start) + replacement;
    reached = span.end;
  }
  return result + text.slice(reached);
}
