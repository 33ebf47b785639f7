import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { registerCommands } from "./commands.ts";
import { showStatus } from "./language-status.ts";
import { middleware } from "./middleware.ts";
import { PAGES, RulePages } from "./rule-pages.ts";
import { documentSelector } from "./selector.ts";

let client: BaseLanguageClient | undefined;

/** Start the server that `connect` makes, and hand it to all that the user sees of it. */
export async function start(
  context: vscode.ExtensionContext,
  connect: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const channel = vscode.window.createOutputChannel("Plimsoll", { log: true });
  const pages = new RulePages(context.extensionUri);
  const selector = documentSelector();
  client = connect({
    documentSelector: selector,
    outputChannel: channel,
    traceOutputChannel: channel,
    initializationOptions: { pages: PAGES, status: true },
    markdown: { isTrusted: { enabledCommands: ["plimsoll.showRule"] } },
    middleware,
  });
  context.subscriptions.push(
    channel,
    pages.register(),
    ...registerCommands(client, channel, pages),
    ...showStatus(client, selector),
    // Which of our rules speak hangs on the neighbours: see the middleware.
    vscode.extensions.onDidChange(() =>
      client?.sendNotification("workspace/didChangeConfiguration", { settings: null }),
    ),
  );
  await client.start();
}

/** Stop the server. */
export const stop = (): Promise<void> | undefined => client?.stop();
