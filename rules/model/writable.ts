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
