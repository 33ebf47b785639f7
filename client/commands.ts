import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { RulePages } from "./rule-pages.ts";

/** The commands that the editor answers. Those that the server answers are registered as it names them. */
export function registerCommands(
  client: BaseLanguageClient,
  channel: vscode.LogOutputChannel,
  pages: RulePages,
): readonly vscode.Disposable[] {
  const command = vscode.commands.registerCommand;
  return [
    command("plimsoll.showRule", (id?: string) => pages.show(id)),
    command("plimsoll.showOutput", () => channel.show()),
    command("plimsoll.restartServer", async () => {
      if (client.isRunning()) await client.stop();
      await client.start();
    }),
    command("plimsoll.hardenWorkload", () =>
      vscode.commands.executeCommand("editor.action.codeAction", {
        kind: "refactor.rewrite.plimsoll.harden",
        apply: "ifSingle",
      }),
    ),
  ];
}
