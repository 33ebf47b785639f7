import { PassThrough } from "node:stream";
import {
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type SnippetTextEdit,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Rule } from "../../rules/rule.ts";
import type { Status } from "../../server/features/status.ts";
import { serve } from "../../server/server.ts";

/** What VS Code says of itself, as far as it matters here. */
export const ABLE: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: {
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
    },
  },
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, snippetEditSupport: true, changeAnnotationSupport: {} },
  },
};

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly settings?: unknown;
  readonly folders?: readonly string[];
  /** What the server finds on disk, by address. */
  readonly files?: Readonly<Record<string, string>>;
}

/** An editor, as a server sees it. */
export class Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly statuses: Status[] = [];
  readonly asked: string[] = [];
  readonly applied: ApplyWorkspaceEditParams[] = [];
  refreshes = 0;
  settings: unknown;
  /** Where it stands when a test does not say. */
  private readonly texts = new Map<string, TextDocument>();
  initialized: InitializeResult | undefined;

  constructor(readonly connection: ProtocolConnection) {
    connection.onNotification("textDocument/publishDiagnostics", (params) => void this.published.push(params));
    connection.onNotification("window/logMessage", ({ message }) => void this.logged.push(message));
    connection.onNotification("plimsoll/status", (status) => void this.statuses.push(status));
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest("workspace/configuration", ({ items }) =>
      items.map(({ scopeUri }: { scopeUri: string }) => {
        this.asked.push(scopeUri);
        return this.settings ?? null;
      }),
    );
    connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      this.applied.push(params);
      return { applied: true };
    });
    connection.listen();
  }

  async initialize({ capabilities = ABLE, initializationOptions, folders = [] }: EditorOptions): Promise<void> {
    this.initialized = await this.connection.sendRequest<InitializeResult>("initialize", {
      capabilities,
      initializationOptions,
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
    });
    await this.connection.sendNotification("initialized", {});
  }

  async open(uri: string, text: string, languageId = "yaml"): Promise<void> {
    this.texts.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const document = TextDocument.update(this.document(uri), contentChanges, this.document(uri).version + 1);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === "full" ? report.items : [];
  }

  actions(uri: string, range: Range, only?: readonly string[], triggerKind = 1): Promise<CodeAction[]> {
    return this.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [], triggerKind, ...(only !== undefined && { only }) },
    });
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest("codeAction/resolve", action);
  }

  hover(uri: string, range: Range): Promise<Hover | null> {
    return this.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: range.start });
  }

  async configure(settings: unknown): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  /** The range of a word in an open document. */
  rangeOf(uri: string, word: string): Range {
    const document = this.document(uri);
    const start = document.getText().indexOf(word);
    if (start === -1) throw new Error(`There is no "${word}".`);
    return { start: document.positionAt(start), end: document.positionAt(start + word.length) };
  }

  /** The text of an open document after an action. */
  async after(uri: string, action: CodeAction | undefined): Promise<string> {
    if (action === undefined) throw new Error("There is no such action.");
    const { edit } = action.edit === undefined ? await this.resolve(action) : action;
    return applied(this.document(uri), edit);
  }

  document(uri: string): TextDocument {
    const document = this.texts.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open.`);
    return document;
  }

  dispose(): void {
    this.connection.dispose();
  }
}

/** An editor that is connected to a server of these rules, in one process. */
export async function editorOf(rules: readonly Rule[], options: EditorOptions = {}): Promise<Editor> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(
    createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
    rules,
    async (uri) => options.files?.[uri],
  );
  const editor = new Editor(createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up)));
  editor.settings = options.settings;
  await editor.initialize(options);
  return editor;
}

/** The text of a document after an edit; snippets stand in it as they are written. */
export function applied(document: TextDocument, edit: WorkspaceEdit | undefined): string {
  const changes = (edit?.documentChanges ?? []) as readonly TextDocumentEdit[];
  const edits = edit?.changes?.[document.uri] ?? changes.flatMap((it) => it.edits);
  return TextDocument.applyEdits(document, edits.map(plain));
}

const plain = (edit: TextEdit | SnippetTextEdit): TextEdit =>
  "snippet" in edit ? { range: edit.range, newText: edit.snippet.value } : edit;

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`It never came to pass: ${holds}`);
}
