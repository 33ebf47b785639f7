import type { Document } from "./document.ts";
import type { Place } from "./place.ts";
import type { Edit } from "./source.ts";

/** What a fix does to a place. */
export type Change = { readonly at: Place; readonly value: Writable } | { readonly at: Place; readonly remove: true };

/** What can be written: plain data, of which only the author may know some. */
export type Writable =
  | string
  | number
  | boolean
  | Proposal
  | readonly Writable[]
  | { readonly [key: string]: Writable };

/** A value that only the author knows, and what to put there until he has said. */
export class Proposal {
  constructor(readonly value: string | number) {}
}

/** The edits that one document needs; their offsets count from its start. */
export interface DocumentEdits {
  readonly document: Document;
  readonly edits: readonly Edit[];
}

/** The edits that make all `changes` at once, in each text's own style: what shares a missing ancestor is written together. */
export function write(_changes: readonly Change[]): readonly DocumentEdits[] {
  throw new Error("not yet");
}
