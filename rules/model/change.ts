import type { Place } from "./place.ts";

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
