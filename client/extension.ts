import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { start } from "./plimsoll.ts";

/** Start in a Node extension host: the server is a process of its own. */
export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath("dist/server.cjs"), transport: TransportKind.ipc };
  start(context, (options) => new LanguageClient("plimsoll", "Plimsoll", server, options));
}

export { stop as deactivate } from "./plimsoll.ts";
