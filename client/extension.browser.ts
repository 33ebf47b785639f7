import { type ExtensionContext, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { start } from "./plimsoll.ts";

// Declared by hand: the DOM's own types would let browser globals into rules and server too.
declare class Worker {
  constructor(url: string);
}

/** Start in a web extension host: the server is a worker. */
export function activate(context: ExtensionContext): void {
  const url = Uri.joinPath(context.extensionUri, "dist/web/server.js").toString(true);
  // Transports, for VS Code's worker inside a worker is no instance of `Worker`, and the client would not know it.
  const server = async () => {
    const worker = new Worker(url);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  start(context, (options) => new LanguageClient("plimsoll", "Plimsoll", server, options));
}

export { stop as deactivate } from "./plimsoll.ts";
