import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { start } from "./plimsoll.ts";

// Declared by hand: the DOM's own types would let browser globals into rules and server too.
declare class Worker {
  constructor(url: string);
}

/** Start in a web extension host: the server is a worker. */
export function activate(context: ExtensionContext): Promise<void> {
  const server = Uri.joinPath(context.extensionUri, "dist/web/server.js").toString(true);
  return start(
    context,
    (options) => new LanguageClient("plimsoll", "Plimsoll", async () => new Worker(server), options),
  );
}

export { stop as deactivate } from "./plimsoll.ts";
