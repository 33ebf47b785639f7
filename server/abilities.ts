import type { InitializeParams } from "vscode-languageserver";
import { isRecord } from "./settings.ts";

/** What a client can do, and what it asks for when it starts the server. */
export interface Abilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly tellsFolders: boolean;
  readonly watchesFiles: boolean;
  readonly resolvesActions: boolean;
  readonly hasVersionedEdits: boolean;
  readonly hasSnippetEdits: boolean;
  readonly asksForConfirmation: boolean;
  readonly rendersMarkdown: boolean;
  /** Where the pages of rules are: what a rule's id is put behind to make an address that the client can open. */
  readonly pages: string | undefined;
  /** Whether the client answers `plimsoll/readFile`, for files that the server cannot read itself. */
  readonly readsFiles: boolean;
  /** Whether the client listens to `plimsoll/status`. */
  readonly showsStatus: boolean;
}

/** Beside settings, `initializationOptions` may hold `pages` (a string), `status` and `readFile` (true). */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { textDocument, workspace } = capabilities;
  const resolved = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  const options = isRecord(initializationOptions) ? initializationOptions : {};
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    tellsFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    resolvesActions: textDocument?.codeAction?.dataSupport === true && resolved.includes("edit"),
    hasVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    hasSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    asksForConfirmation: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    rendersMarkdown: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    pages: typeof options.pages === "string" ? options.pages : undefined,
    readsFiles: options.readFile === true,
    showsStatus: options.status === true,
  };
}
