import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type WorkspaceFolder,
} from "vscode-languageserver";
import { type Asked, ask } from "../rules/presets.ts";
import type { Rule } from "../rules/rule.ts";
import type { Abilities } from "./abilities.ts";
import { isExcluded } from "./project/exclude.ts";
import type { InForce, Projects } from "./projects.ts";
import { isRecord, merged, sectionOf, settingsFrom, type Understood } from "./settings.ts";
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
    private readonly projects: Projects,
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

  /** A project's file has changed. */
  changeProjects(): void {
    this.projects.forget();
    this.known.clear();
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
    const [section, project] = await Promise.all([
      this.ask(uri),
      this.projects.of(uri, this.rootOf(uri) ?? parentOf(uri)),
    ]);
    const { settings, errors } = settingsFrom(merged(section, project?.section), this.rules);
    const understood = { settings, errors: [...errors, ...faultsIn(project)] };
    const { enable, exclude, wishes } = settings;
    const base = project?.section.exclude === undefined ? this.rootOf(uri) : project.folder;
    const choice = JSON.stringify(wishes);
    const asked = this.choices.get(choice) ?? ask(this.rules, wishes);
    this.choices.set(choice, asked);
    return { ...understood, asked, isJudged: enable && !isExcluded(pathFrom(base, uri), exclude) };
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

  /** The innermost folder of the workspace that holds a document. */
  private rootOf(uri: string): string | undefined {
    const holding = this.folders.map((it) => it.uri).filter((it) => pathBelow(it, uri) !== undefined);
    return holding.sort((a, b) => b.length - a.length)[0];
  }
}

const parentOf = (uri: string): string => uri.slice(0, uri.lastIndexOf("/"));

/** Where a document stands below a folder; its whole path, if there is no folder. */
const pathFrom = (folder: string | undefined, uri: string): string =>
  (folder === undefined ? undefined : pathBelow(folder, uri)) ?? pathOf(uri);

/** What is wrong with a project's file, in a sentence: where, its own diagnostics tell. */
function faultsIn(project: InForce | undefined): readonly string[] {
  if (project === undefined || project.faults.length === 0) return [];
  const [first] = project.faults;
  return [`${pathOf(project.uri).split("/").slice(-2).join("/")}: ${first?.message}`];
}
