import type { Readable, Writable } from "node:stream";

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** What the prompt has of the world. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs the language server on standard input and output, until its client says goodbye. */
  readonly serve: () => Promise<void>;
}

/** What cannot be done as asked: said in one sentence on standard error, with exit status 2. */
export class Refusal extends Error {}

/** Writes all of `text`, even to a slow pipe. Nobody left to read it is no failure. */
export function print(stream: Output, text: string): Promise<void> {
  return new Promise((done) => {
    // The error follows when the write has failed: someone must be there to hear it.
    if (!stream.listeners("error").includes(ignore)) stream.on("error", ignore);
    stream.write(text, () => done());
  });
}

const ignore = () => {};

/** Whether `stream` is to be coloured. */
export function isColoured(wish: "auto" | "always" | "never", stream: Output, { env }: Io): boolean {
  if (wish !== "auto") return wish === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "") return !/^(0|false)$/.test(env.FORCE_COLOR);
  return stream.isTTY === true && env.TERM !== "dumb";
}
