import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { type Log, lint, type Problem } from "../rules/lint.ts";
import { type Manifest, parse } from "../rules/model/manifest.ts";
import type { Asked } from "../rules/presets.ts";
import { Lines } from "./lines.ts";
import { sourceOf } from "./sources/source.ts";
import { normalised, schemeOf } from "./uris.ts";

/** How long a text may be, in UTF-16 units, before it is left alone. */
export const LARGEST_TEXT = 4 * 1024 * 1024;

/** One version of a document and what is amiss in it. Good until the document changes: never keep it over an `await`. */
export interface Judged {
  /** As the editor spells it. */
  readonly uri: string;
  readonly version: number;
  /** Another one for each judgement that was ever made: it says whether an editor has seen this one. */
  readonly id: string;
  readonly lines: Lines;
  readonly manifest: Manifest;
  readonly asked: Asked;
  readonly problems: readonly Problem[];
  readonly isTooLarge: boolean;
}

/** The documents that an editor has open. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();

  get all(): readonly OpenDocument[] {
    return [...this.open.values()];
  }

  get(uri: string): OpenDocument | undefined {
    return this.open.get(normalised(uri));
  }

  add(uri: string, languageId: string, version: number, text: string): OpenDocument | undefined {
    if (DERIVED_SCHEMES.has(schemeOf(uri))) return undefined;
    const document = new OpenDocument(TextDocument.create(uri, languageId, version, text));
    this.open.set(normalised(uri), document);
    return document;
  }

  remove(uri: string): void {
    this.open.delete(normalised(uri));
  }
}

/** A document that an editor has open. After a change, only what changed is read and judged again. */
export class OpenDocument {
  private manifest: Manifest | undefined;
  private judged: Judged | undefined;

  readonly lines: Lines;

  constructor(private readonly document: TextDocument) {
    this.lines = new Lines(document);
  }

  get uri(): string {
    return this.document.uri;
  }

  get version(): number {
    return this.document.version;
  }

  /** What was judged last, if it is of this version. */
  get lastJudged(): Judged | undefined {
    return this.judged;
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.judged = undefined;
    TextDocument.update(this.document, [...changes], version);
  }

  judge(asked: Asked, log: Log): Judged {
    if (this.judged?.asked === asked) return this.judged;
    const { uri, version, lines } = this;
    const { text } = lines;
    const isLarge = text.length > LARGEST_TEXT;
    const isTooLarge = isLarge && text.includes("apiVersion");
    this.manifest = parse(sourceOf(uri, isLarge || !mayHoldResources(text) ? "" : text), this.manifest);
    const problems = lint(this.manifest, asked, log);
    const id = `${STARTED}-${++judgements}`;
    this.judged = { uri, version, id, lines, manifest: this.manifest, asked, problems, isTooLarge };
    return this.judged;
  }

  /** Forgets what is amiss, when nobody asks for it any more. */
  forget(): void {
    this.judged = undefined;
    this.manifest = undefined;
  }
}

const STARTED = Date.now().toString(36);
let judgements = 0;

/** Whether a text is worth reading: without this word, which only escapes could hide, it holds no resource. */
const mayHoldResources = (text: string) => /apiVersion|\\/.test(text);

/** Schemes of what an editor makes of other documents: the sides of a diff, its own output, other people's comments. */
const DERIVED_SCHEMES: ReadonlySet<string> = new Set([
  "git",
  "gitfs",
  "gitlens",
  "git-graph",
  "review",
  "pr",
  "conflictResolution",
  "merge-conflict.conflict-diff",
  "vscode-scm",
  "vscode-local-history",
  "vscode-chat-code-block",
  "vscode-copilot-chat-code-block",
  "chat-editing-snapshot-text-model",
  "chat-editing-text-model",
  "output",
  "debug",
  "search-editor",
  "comment",
  "walkThrough",
  "walkThroughSnippet",
]);
