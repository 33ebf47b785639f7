import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

/** What the server says of itself whenever it changes. */
interface Status {
  readonly busy: boolean;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  /** What is wrong with the user's configuration. */
  readonly configurationError?: string;
}

/** A status item beside the language of what may be a manifest. */
export function showStatus(
  client: BaseLanguageClient,
  selector: vscode.DocumentSelector,
): readonly vscode.Disposable[] {
  const item = vscode.languages.createLanguageStatusItem("plimsoll.status", selector);
  item.name = "Plimsoll";
  item.text = "Plimsoll";
  item.command = { command: "plimsoll.showOutput", title: "Show Output" };
  return [
    item,
    client.onNotification("plimsoll/status", (status: Status) => {
      item.busy = status.busy;
      item.text = status.configurationError === undefined ? count(status) : "Plimsoll: broken configuration";
      item.detail = status.configurationError ?? "Plimsoll";
      item.severity = vscode.LanguageStatusSeverity[status.configurationError === undefined ? "Information" : "Error"];
    }),
    client.onDidChangeState(({ newState }) => {
      item.busy = newState === State.Starting;
      if (newState !== State.Stopped) return;
      item.text = "Plimsoll is not running";
      item.severity = vscode.LanguageStatusSeverity.Warning;
    }),
  ];
}

function count({ error, warning, info }: Status): string {
  const parts = [
    [error, "error"],
    [warning, "warning"],
    [info, "hint"],
  ] as const;
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}${number === 1 ? "" : "s"}`);
  return said.join(", ") || "No problems";
}
