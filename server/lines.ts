import { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../rules/model/source.ts";

/** A line and a character in it, both counted from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A text's offsets as lines and characters. Those of an open document change with it. */
export class Lines {
  private readonly document: TextDocument;

  constructor(text: string | TextDocument) {
    this.document = typeof text === "string" ? TextDocument.create("", "", 0, text) : text;
  }

  get text(): string {
    return this.document.getText();
  }

  position(offset: number): Position {
    return this.document.positionAt(offset);
  }

  /** The offset of a position; of one that is not in the text, the nearest. */
  offset(position: Position): number {
    return this.document.offsetAt(position);
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** A line without its line end. */
  line(number: number): Span {
    return {
      start: this.offset({ line: number, character: 0 }),
      end: this.offset({ line: number, character: Number.MAX_SAFE_INTEGER }),
    };
  }
}
