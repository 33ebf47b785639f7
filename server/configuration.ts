import picomatch from "picomatch";
import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type WorkspaceFolder,
} from "vscode-languageserver";
import { type Asked, ask } from "../rules/presets.ts";
import type { Rule } from "../rules/rule.ts";
import type { Abilities } from "./abilities.ts";
import { isRecord, sectionOf, settingsFrom, type Understood } from "./settings.ts";
import { normalised, pathBelow, pathOf } from "./uris.ts";

/** What is set for a document: the rules to ask, if it is to be judged at all. */
export interface Configured extends Understood {
  /** The same object for as long as the same is asked. */
  readonly asked: Asked;
  readonly isJudged: boolean;
}

/** Settings of all documents: asked of a client that can tell them for each, else as it has sent them. */
export class Configuration {
  private readonly known = new Map<string, Promise<Configured>>();
  private readonly choices = new Map<string, Asked>();
  private folders: readonly WorkspaceFolder[];
  private sent: unknown;

  constructor(
    private readonly connection: Connection,
    private readonly rules: readonly Rule[],
    private readonly abilities: Abilities,
    params: InitializeParams,
  ) {
    this.sent = sectionOf(params.initializationOptions);
    const root = params.rootUri ? [{ uri: params.rootUri, name: "" }] : [];
    this.folders = params.workspaceFolders ?? root;
  }

  /** Asks the client to tell of changes. */
  async listen(): Promise<void> {
    if (!this.abilities.registersConfiguration) return;
    await this.connection.client.register(DidChangeConfigurationNotification.type, { section: "plimsoll" });
  }

  /** What is set for one document. */
  of(uri: string): Promise<Configured> {
    const key = normalised(uri);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const asking = this.find(uri);
    this.known.set(key, asking);
    return asking;
  }

  /** All that is wrong with what is set for the documents that are open. */
  async errors(): Promise<readonly string[]> {
    const all = await Promise.all(this.known.values());
    return [...new Set(all.flatMap((it) => it.errors))];
  }

  /** Settings have changed: a client that is not asked for them sends them along. */
  change(settings: unknown): void {
    const section = sectionOf(settings);
    if (isRecord(section) && Object.keys(section).length > 0) this.sent = section;
    this.known.clear();
  }

  changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map(({ uri }) => normalised(uri)));
    this.folders = [...this.folders.filter(({ uri }) => !gone.has(normalised(uri))), ...added];
    this.known.clear();
  }

  forget(uri: string): void {
    this.known.delete(normalised(uri));
  }

  private async find(uri: string): Promise<Configured> {
    const understood = settingsFrom(await this.ask(uri), this.rules);
    const { enable, exclude, wishes } = understood.settings;
    const choice = JSON.stringify(wishes);
    const asked = this.choices.get(choice) ?? ask(this.rules, wishes);
    this.choices.set(choice, asked);
    return { ...understood, asked, isJudged: enable && !this.isExcluded(uri, exclude) };
  }

  private async ask(uri: string): Promise<unknown> {
    if (!this.abilities.hasConfiguration) return this.sent;
    try {
      const section: unknown = await this.connection.workspace.getConfiguration({ scopeUri: uri, section: "plimsoll" });
      return isRecord(section) ? section : this.sent;
    } catch {
      return this.sent;
    }
  }

  /** A glob without a slash names a file or folder at any depth; a glob that names a folder, all that is in it. */
  private isExcluded(uri: string, globs: readonly string[]): boolean {
    if (globs.length === 0) return false;
    const paths = this.folders.map((it) => pathBelow(it.uri, uri)).filter((it) => it !== undefined);
    const path = paths.sort((a, b) => a.length - b.length)[0] ?? pathOf(uri);
    return globs.some((glob) => {
      const trimmed = glob.replace(/^\.?\//, "").replace(/\/$/, "");
      const anywhere = trimmed.includes("/") ? trimmed : `**/${trimmed}`;
      return picomatch([anywhere, `${anywhere}/**`], { dot: true })(path);
    });
  }
}
