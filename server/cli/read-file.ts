import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Readable } from "node:stream";

/** What stands in a file. The byte order mark is taken off, and is to be put back. */
export interface Content {
  readonly text: string;
  readonly hasMark: boolean;
  /** Whether some bytes were no UTF-8, so that `text` is not quite what stands there. */
  readonly isBroken: boolean;
}

/** More bytes than these are not judged. */
export const LARGEST_FILE = 4 * 1024 * 1024;

/** Bytes that are more than `LARGEST_FILE`. */
export class TooLarge extends Error {
  /** Whether what stands at the beginning is that of a manifest. */
  readonly looksOurs: boolean;

  constructor(head: Buffer) {
    super("It is larger than 4 MB.");
    this.looksOurs = head.includes("apiVersion") && head.includes("kind");
  }
}

/** Reads a file. Pipes can be read too, so its size is not believed. */
export function readContent(path: string): Content {
  const file = openSync(path, "r");
  try {
    const expected = Math.min(fstatSync(file).size, LARGEST_FILE) + 1;
    let bytes: Buffer = Buffer.allocUnsafe(Math.max(expected, 512));
    let length = 0;
    for (;;) {
      const count = readSync(file, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
      if (length > LARGEST_FILE) throw new TooLarge(bytes.subarray(0, length));
      if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
    }
    return decoded(bytes.subarray(0, length));
  } finally {
    closeSync(file);
  }
}

/** Reads a stream to its end. */
export async function readStream(stream: Readable): Promise<Content> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes: Buffer = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    length += bytes.length;
    if (length > LARGEST_FILE) throw new TooLarge(Buffer.concat(chunks));
  }
  return decoded(Buffer.concat(chunks));
}

function decoded(bytes: Buffer): Content {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  return { text: content.toString("utf8"), hasMark, isBroken: !isUtf8(content) };
}

/** Why a file or folder could not be opened, in words. */
export function explained(error: unknown): string {
  if (error instanceof TooLarge) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "It does not exist.",
  ENOTDIR: "It does not exist.",
  EACCES: "It cannot be read: permission denied.",
  EPERM: "It cannot be read: permission denied.",
  ELOOP: "It cannot be read: its symbolic links lead in a circle.",
  ENAMETOOLONG: "It cannot be read: its name is too long.",
};
