import type { Memory } from "./memory.ts";
import type { Span } from "./source.ts";
import type { Tree } from "./tree.ts";

/** What is wrong with the text of a document, in words for its author. */
export interface Damage {
  readonly span: Span;
  readonly message: string;
}

/** One YAML document: its own text, its tree, its errors. Every offset in it counts from its own start, so it moves without being read again. */
export interface Document {
  /** As the user wrote it. */
  readonly text: string;
  /** As it was to be read: `text`, but for what only a renderer could tell. */
  readonly masked: string;
  readonly tree: Tree;
  /** What its author is told; nothing in a template, which need not be YAML before it is rendered. */
  readonly errors: readonly Damage[];
  /** Whether something had to be taken out before the text could be read. */
  readonly isBroken: boolean;
  readonly memory: Memory;
}
