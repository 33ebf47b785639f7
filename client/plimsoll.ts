import * as vscode from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, State } from "vscode-languageclient";
import { registerCommands } from "./commands.ts";
import { showStatus } from "./language-status.ts";
import { middleware } from "./middleware.ts";
import { PAGES, RulePages } from "./rule-pages.ts";
import { documentSelector, whenNeeded } from "./selector.ts";

let client: BaseLanguageClient | undefined;

/** Start the server that `connect` reaches as soon as it is needed, and show the user what it says. */
export function start(
  context: vscode.ExtensionContext,
  connect: (options: LanguageClientOptions) => BaseLanguageClient,
): void {
  const channel = vscode.window.createOutputChannel("Plimsoll", { log: true });
  const pages = new RulePages(context.extensionUri);
  const selector = documentSelector();
  const server = connect({
    documentSelector: selector,
    outputChannel: channel,
    traceOutputChannel: channel,
    initializationOptions: { pages: PAGES, status: true, readFile: true },
    markdown: { isTrusted: { enabledCommands: ["plimsoll.showRule"] } },
    middleware,
  });
  client = server;
  server.onRequest("plimsoll/readFile", readFile);
  context.subscriptions.push(
    channel,
    pages.register(),
    ...registerCommands(server, channel, pages),
    ...showStatus(server, selector),
    server.onDidChangeState(({ newState }) => {
      const { name, version } = server.initializeResult?.serverInfo ?? {};
      if (newState === State.Running) channel.info(`${name} ${version} is ready.`);
    }),
    // Which of our rules speak hangs on the neighbours: see the middleware.
    vscode.extensions.onDidChange(() => {
      if (server.isRunning()) void server.sendNotification("workspace/didChangeConfiguration", { settings: null });
    }),
    whenNeeded(selector, () => server.start().catch((error: Error) => channel.error(error))),
  );
}

/** A file of a workspace that only VS Code can read; null, if there is none. */
async function readFile({ uri }: { uri: string }): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
  } catch {
    return null;
  }
}

/** Stop the server. */
export const stop = async (): Promise<void> => {
  if (client?.isRunning()) await client.stop();
};
