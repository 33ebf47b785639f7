import * as vscode from "vscode";

/** Where people edit their own files. The sides of a diff, a log and a commit have schemes of their own. */
const SCHEMES = ["file", "untitled", "vscode-remote", "vscode-vfs"];

/** What the server is shown: whatever may be a manifest. Whether it is one, the server tells by its content. */
export function documentSelector(): { scheme: string; language?: string; pattern?: string }[] {
  const schemes = new Set([...SCHEMES, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    ...["yaml", "helm", "json", "jsonc"].map((language) => ({ scheme, language })),
    { scheme, pattern: scheme === "untitled" ? "**" : "**/*.{yaml,yml,json}" },
  ]);
}

/** Calls `start` once, as soon as something is open that wants a server. Every JavaScript project has JSON, and wants none. */
export function whenNeeded(selector: vscode.DocumentSelector, start: () => Promise<void>): vscode.Disposable {
  const isWanted = (document: vscode.TextDocument) =>
    vscode.languages.match(selector, document) > 0 && (!/^jsonc?$/.test(document.languageId) || isNewOrOurs(document));
  if (vscode.workspace.textDocuments.some(isWanted)) {
    void start();
    return { dispose: () => {} };
  }
  const listener = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!isWanted(document)) return;
    listener.dispose();
    void start();
  });
  return listener;
}

const isNewOrOurs = (document: vscode.TextDocument) => /^\s*$|"apiVersion"/.test(document.getText());
