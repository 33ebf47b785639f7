import * as vscode from "vscode";
import type { Page } from "./pages/page.ts";

const EDITOR = "plimsoll.rulePage";

/** What stands before a rule's id in the address of its page. The address is opened as any file is, by an editor of ours: VS Code runs no command from a diagnostic. */
export const PAGES = "plimsoll:/rules/";

/** Markdown whose links to rules are commands: the only kind that VS Code follows in a hover. */
export const asCommand = (markdown: string): string =>
  markdown.replace(/\]\(plimsoll:\/rules\/([\w-]+)\)/g, "](command:plimsoll.showRule?%22$1%22)");

/** The pages of all rules, as they were made when the extension was built. */
export class RulePages implements vscode.CustomReadonlyEditorProvider {
  #pages: Promise<readonly Page[]> | undefined;

  constructor(private readonly extension: vscode.Uri) {}

  register(): vscode.Disposable {
    return vscode.window.registerCustomEditorProvider(EDITOR, this);
  }

  /** Open a rule's page; without an id, ask which. */
  async show(id: string | undefined): Promise<void> {
    const rule = id ?? (await this.#pick());
    if (rule)
      await vscode.commands.executeCommand("vscode.openWith", vscode.Uri.parse(PAGES + rule), EDITOR, {
        preview: true,
      });
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => {} };
  }

  async resolveCustomEditor({ uri }: vscode.CustomDocument, { webview }: vscode.WebviewPanel): Promise<void> {
    const id = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const page = (await this.#all()).find((it) => it.id === id);
    if (!page) throw new Error(`There is no rule "${id}".`);
    webview.options = { enableCommandUris: ["plimsoll.showRule"], localResourceRoots: [] };
    webview.html = page.html;
  }

  #all(): Promise<readonly Page[]> {
    this.#pages ??= read(vscode.Uri.joinPath(this.extension, "dist/pages.json"));
    return this.#pages;
  }

  async #pick(): Promise<string | undefined> {
    const items = (await this.#all()).map(({ id, group, summary }) => ({
      label: id,
      description: group,
      detail: summary,
    }));
    const options = { placeHolder: "Which rule?", matchOnDescription: true, matchOnDetail: true };
    return (await vscode.window.showQuickPick(items, options))?.label;
  }
}

async function read(file: vscode.Uri): Promise<readonly Page[]> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
}
