import type { Document } from "./document.ts";
import { read } from "./read.ts";
import type { Source } from "./source.ts";
import { split } from "./split.ts";

/** A source, parsed: its documents and where each begins. Broken YAML is parsed as far as it goes. */
export interface Manifest {
  readonly source: Source;
  readonly documents: readonly PlacedDocument[];
}

export interface PlacedDocument {
  readonly document: Document;
  /** Where the document begins in its source. */
  readonly offset: number;
}

/** Parses a source. What did not change since `previous` is not read again: its documents are the same objects. */
export function parse(source: Source, previous?: Manifest): Manifest {
  const { text } = source;
  const masked = source.masked ?? text;
  const chunks = split(masked).map(({ start, end }) => ({
    offset: start,
    text: text.slice(start, end),
    masked: masked.slice(start, end),
  }));
  const before = previous?.documents ?? [];
  const isSame = (chunk: (typeof chunks)[number] | undefined, placed: PlacedDocument | undefined) =>
    chunk !== undefined &&
    placed !== undefined &&
    chunk.text === placed.document.text &&
    chunk.masked === placed.document.masked;

  let head = 0;
  while (isSame(chunks[head], before[head])) head++;
  let tail = 0;
  while (
    tail < Math.min(chunks.length, before.length) - head &&
    isSame(chunks[chunks.length - 1 - tail], before[before.length - 1 - tail])
  ) {
    tail++;
  }

  const documents = chunks.map((chunk, index): PlacedDocument => {
    const kept = index < head ? before[index] : before[index - chunks.length + before.length];
    if (kept !== undefined && (index < head || index >= chunks.length - tail)) {
      return { document: kept.document, offset: chunk.offset };
    }
    // A slice keeps the whole text alive that it was cut from: what is read again after an edit gets a text of its own.
    const own = (it: string) => (previous === undefined ? it : detached(it));
    const ownText = own(chunk.text);
    return { document: read(ownText, chunk.masked === chunk.text ? ownText : own(chunk.masked)), offset: chunk.offset };
  });
  return { source, documents };
}

const detached = (text: string): string => (text.length < 13 ? text : JSON.parse(JSON.stringify(text)));
