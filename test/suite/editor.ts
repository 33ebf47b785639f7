import * as vscode from "vscode";

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
  return some(vscode.extensions.getExtension("plimsoll.plimsoll"), "the extension is installed");
}

/** The address of a file in the folder that is open. */
export function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(some(vscode.workspace.workspaceFolders?.[0], "a folder is open").uri, path);
}

/** Opens a document as a click would: unlike a document that an extension opens, it is gone when its tab is closed. */
export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("vscode.open", uri, { preview: false });
  return eventually(`${uri} is open`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === uri.toString() ? editor.document : undefined;
  });
}

/** Opens a document that has never been saved. */
export async function openUntitled(content: string, language = "yaml"): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Closes all tabs, and forgets what was typed in them since the last save. */
export async function closeAll(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  for (const { isDirty, input } of tabs) {
    if (!isDirty || !(input instanceof vscode.TabInputText)) continue;
    await vscode.window.showTextDocument(input.uri);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** What Plimsoll says of a document, a line each: `23:25-23:29 error privileged-container Container "web" is privileged.` */
export function said(uri: vscode.Uri): readonly string[] {
  return ours(uri)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map((it) => `${shown(it.range)} ${SEVERITIES[it.severity]} ${ruleOf(it)} ${it.message}`);
}

/** Waits until Plimsoll says exactly this of a document. */
export async function says(uri: vscode.Uri, ...expected: readonly string[]): Promise<void> {
  await eventually(`Plimsoll says ${expected.length} things of ${uri}`, () => same(said(uri), expected)).catch(() =>
    equal(said(uri), expected),
  );
}

/** The diagnostics of Plimsoll at a document. */
export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "plimsoll");
}

/** The code action with this title: asked for until it is there, for VS Code answers with none while providers come and go. */
export async function action(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
  kind: vscode.CodeActionKind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction> {
  let titles: string[] = [];
  return eventually(
    () => `"${title}" is offered at ${shown(range)} beside ${JSON.stringify(titles)}`,
    async () => {
      const actions = await actionsAt(document, range, kind);
      titles = actions.map((it) => it.title);
      return actions.find((it) => it.title === title);
    },
  );
}

/** All code actions of a kind, with their edits. */
export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const resolved = 100;
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, kind.value, resolved);
}

/** Does what an action says, as one step. */
export async function apply({ title, edit, command }: vscode.CodeAction): Promise<void> {
  if (edit) equal(await vscode.workspace.applyEdit(edit, { isRefactoring: false }), true);
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  if (!edit && !command) throw new Error(`"${title}" does nothing.`);
}

/** Where a text stands in a document: its `nth` occurrence. */
export function spot(document: vscode.TextDocument, text: string, nth = 1): vscode.Range {
  let start = -1;
  for (let count = 0; count < nth; count++) start = document.getText().indexOf(text, start + 1);
  if (start < 0) throw new Error(`"${text}" does not stand ${nth} times in ${document.uri}.`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Types a text in place of another one. */
export async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  equal(await vscode.workspace.applyEdit(edit), true);
}

/** Changes a setting of the folder that is open, does something, and takes it back. */
export async function withSetting(section: string, value: unknown, act: () => Promise<void>): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  const before = vscode.workspace.getConfiguration().inspect(section)?.workspaceValue;
  await vscode.workspace.getConfiguration().update(section, value, target);
  try {
    await act();
  } finally {
    await vscode.workspace.getConfiguration().update(section, before, target);
  }
}

/** Asks again and again until there is an answer. */
export async function eventually<Answer>(
  what: string | (() => string),
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
): Promise<Answer> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain: ${typeof what === "string" ? what : what()}.`);
    await new Promise((awake) => setTimeout(awake, 50));
  }
}

/** Fails unless both are the same, as JSON shows them. */
export function equal(actual: unknown, expected: unknown): void {
  if (same(actual, expected)) return;
  const message = `expected ${JSON.stringify(expected, null, 2)}\nbut it is ${JSON.stringify(actual, null, 2)}`;
  throw Object.assign(new Error(message), { name: "AssertionError", actual, expected });
}

/** What must be there. */
export function some<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Error(`Not so: ${what}.`);
  return thing;
}

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

const SEVERITIES = ["error", "warning", "info", "hint"];

const ruleOf = ({ code }: vscode.Diagnostic) => (typeof code === "object" ? code.value : code);

/** As the editor counts them for people: from 1. */
const shown = ({ start, end }: vscode.Range) => `${at(start)}-${at(end)}`;

const at = ({ line, character }: vscode.Position) => `${line + 1}:${character + 1}`;
