import * as vscode from "vscode";
import { type BaseLanguageClient, DocumentDiagnosticRequest, ExecuteCommandRequest } from "vscode-languageclient";
import type { RulePages } from "./rule-pages.ts";

/** Everything that the user may ask Plimsoll for by name. */
export function registerCommands(
  client: BaseLanguageClient,
  channel: vscode.LogOutputChannel,
  pages: RulePages,
): readonly vscode.Disposable[] {
  const commands: Record<string, (...given: [string?]) => unknown> = {
    fixAllInFile: () => fixAllInFile(client),
    fixAllInWorkspace: () => fixAll(client),
    hardenWorkload,
    showRule: (id) => pages.show(id),
    checkWorkspace: () => checkAgain(client),
    showOutput: () => channel.show(),
    restartServer: () => restart(client),
  };
  return Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`plimsoll.${name}`, run));
}

async function fixAllInFile(client: BaseLanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document) await fixAll(client, { uri: client.code2ProtocolConverter.asUri(document.uri) });
}

/** In one document, or in all that are open. */
async function fixAll(client: BaseLanguageClient, ...where: readonly { uri: string }[]): Promise<void> {
  await client.start();
  const mended: unknown = await client.sendRequest(ExecuteCommandRequest.type, {
    command: "plimsoll.fixAll",
    arguments: [...where],
  });
  if (mended === 0) void vscode.window.showInformationMessage("Plimsoll finds nothing that has a safe fix.");
}

/** The menu of VS Code shows itself if there are several workloads to choose from, and says so if there is none. */
const hardenWorkload = () =>
  vscode.commands.executeCommand("editor.action.codeAction", {
    kind: "refactor.rewrite.plimsoll.harden",
    apply: "ifSingle",
  });

async function checkAgain(client: BaseLanguageClient): Promise<void> {
  await client.start();
  client.getFeature(DocumentDiagnosticRequest.method).refresh();
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}
