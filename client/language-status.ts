import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

/** What the server says of itself whenever it changes: `server/features/status.ts` makes it. */
interface Status {
  readonly busy: boolean;
  readonly problems: Readonly<Record<"error" | "warning" | "info", number>>;
  readonly configurationErrors: readonly string[];
}

/** Shows how things stand beside the language of what may be a manifest. */
export function showStatus(
  client: BaseLanguageClient,
  selector: vscode.DocumentSelector,
): readonly vscode.Disposable[] {
  const item = vscode.languages.createLanguageStatusItem("plimsoll.status", selector);
  item.name = "Plimsoll";
  item.detail = "Plimsoll";
  item.text = "Waiting for a manifest";
  item.command = { command: "plimsoll.showOutput", title: "Show Output" };
  return [
    item,
    client.onNotification("plimsoll/status", ({ busy, problems, configurationErrors }: Status) => {
      const isBroken = configurationErrors.length > 0;
      item.busy = busy;
      item.text = isBroken ? "A setting is not understood" : count(problems);
      item.detail = isBroken ? configurationErrors.join(" ") : "Plimsoll";
      item.severity = vscode.LanguageStatusSeverity[isBroken ? "Error" : "Information"];
    }),
    client.onDidChangeState(({ newState }) => {
      item.busy = newState === State.Starting;
      if (newState !== State.Stopped) return;
      item.text = "The server is not running";
      item.severity = vscode.LanguageStatusSeverity.Warning;
    }),
  ];
}

function count({ error, warning, info }: Status["problems"]): string {
  const parts = [said(error, "error"), said(warning, "warning"), said(info, "info")];
  return parts.filter((it) => it !== "").join(", ") || "No problems";
}

const said = (number: number, what: string) => (number === 0 ? "" : `${number} ${what}${number === 1 ? "" : "s"}`);
