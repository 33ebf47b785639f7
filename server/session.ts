import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Log } from "../rules/lint.ts";
import type { Rule } from "../rules/rule.ts";
import { type Abilities, abilitiesOf } from "./abilities.ts";
import { Configuration } from "./configuration.ts";
import { Documents, type Judged } from "./documents.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { projectDiagnostics } from "./features/project.ts";
import { STATUS, type Status, statusOf } from "./features/status.ts";
import { PROJECT_FILE } from "./project/project.ts";
import { isProjectFile, Projects, type ReadFile } from "./projects.ts";

/** The request by which a client that says it can (`initializationOptions.readFile`) reads a file: `{ uri }`, a text or null. */
const READ_FILE = "plimsoll/readFile";

/** One client, from its first word on: what it can do, what it has open and what it has set. */
export class Session {
  readonly abilities: Abilities;
  readonly configuration: Configuration;
  readonly documents = new Documents();
  readonly log: Log;
  private work = 0;
  private lastStatus = "";
  private isStatusDue = false;

  constructor(
    readonly connection: Connection,
    readonly rules: readonly Rule[],
    params: InitializeParams,
    readFile: ReadFile,
  ) {
    this.abilities = abilitiesOf(params);
    // What is open counts, not what is on disk.
    const projects = new Projects(
      rules,
      async (uri) => this.documents.get(uri)?.lines.text ?? (await readFile(uri)) ?? this.ask(uri),
    );
    this.configuration = new Configuration(connection, rules, this.abilities, params, projects);
    this.log = once((message) => connection.console.error(message));
  }

  /** The version of a document that stands now, judged; `undefined` if it is not open or not to be judged. Throws where nobody waits any more. */
  async judged(uri: string, token?: CancellationToken): Promise<Judged | undefined> {
    if (this.documents.get(uri) === undefined) return undefined;
    const { asked, isJudged } = await this.configuration.of(uri);
    const before = this.documents.get(uri);
    if (before?.lastJudged?.asked === asked && isJudged) return before.lastJudged;
    // What the client has said meanwhile may make this work needless: hear it first.
    await breath();
    const document = this.documents.get(uri);
    if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
    if (document === undefined) return undefined;
    if (!isJudged) {
      document.forget();
      return undefined;
    }
    const judged = document.judge(asked, this.log);
    this.showStatus();
    return judged;
  }

  /** Whether hovers are wanted in a document that is open. */
  async hovers(uri: string): Promise<boolean> {
    return this.documents.get(uri) !== undefined && (await this.configuration.of(uri)).settings.hover;
  }

  /** Shows the client what is amiss in a document, if it will not ask. */
  async show(uri: string): Promise<void> {
    if (this.abilities.pullsDiagnostics) return;
    const judged = await this.judged(uri);
    const document = this.documents.get(uri);
    if (document === undefined || (judged !== undefined && judged.version !== document.version)) return;
    const shown =
      this.projectDiagnostics(uri) ?? (judged === undefined ? [] : diagnostics(judged, this.abilities.pages));
    await this.connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: shown });
  }

  /** What stands in a file that only the client can read. */
  private async ask(uri: string): Promise<string | undefined> {
    if (!this.abilities.readsFiles || uri.startsWith("file:")) return undefined;
    try {
      return (await this.connection.sendRequest<string | null>(READ_FILE, { uri })) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** What is wrong in a document that is a project's file; `undefined` for any other. */
  projectDiagnostics(uri: string): Diagnostic[] | undefined {
    const document = isProjectFile(uri) ? this.documents.get(uri) : undefined;
    return document && projectDiagnostics(document, this.rules);
  }

  /** Asks the client to tell of projects' files that change on disk. */
  async watchProjects(): Promise<void> {
    if (!this.abilities.watchesFiles) return;
    await this.connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: `**/${PROJECT_FILE}` }],
    });
  }

  /** A document has changed that may be a project's file: then all others are judged by it. */
  async changeProject(uri: string): Promise<void> {
    if (!isProjectFile(uri)) return;
    this.configuration.changeProjects();
    await this.showAll();
  }

  /** Takes back all that was said of a document that is closed. */
  async close(uri: string): Promise<void> {
    const document = this.documents.get(uri);
    this.documents.remove(uri);
    this.configuration.forget(uri);
    this.showStatus();
    if (document === undefined || this.abilities.pullsDiagnostics) return;
    await this.connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  /** Has everything shown anew, after settings have changed. */
  async showAll(): Promise<void> {
    await this.busy(async () => {
      const { pullsDiagnostics, refreshesDiagnostics } = this.abilities;
      try {
        if (pullsDiagnostics && refreshesDiagnostics) await this.connection.languages.diagnostics.refresh();
        for (const { uri } of this.documents.all) await this.show(uri);
      } catch (error) {
        this.log(`Not all could be shown anew: ${String(error)}`);
      }
    });
  }

  /** Does what takes a while, and lets the client know. */
  async busy<Result>(act: () => Promise<Result>): Promise<Result> {
    this.work++;
    this.showStatus();
    try {
      return await act();
    } finally {
      this.work--;
      this.showStatus();
    }
  }

  /** Tells the client how things stand, once for all that happens now. */
  showStatus(): void {
    if (!this.abilities.showsStatus || this.isStatusDue) return;
    this.isStatusDue = true;
    void this.sendStatus();
  }

  private async sendStatus(): Promise<void> {
    await breath();
    const errors = await this.configuration.errors();
    this.isStatusDue = false;
    const status: Status = statusOf(this.documents.all, this.work > 0, errors);
    const text = JSON.stringify(status);
    if (text === this.lastStatus) return;
    this.lastStatus = text;
    // A client that is gone needs no status.
    await this.connection.sendNotification(STATUS, status).catch(() => {});
  }
}

/** Lets the messages in that have arrived. */
export const breath = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/** How many different messages are remembered as said. */
const MOST_MESSAGES = 1000;

/** Says each message once: what fails at one keystroke fails at the next. */
function once(say: Log): Log {
  const said = new Set<string>();
  return (message) => {
    if (said.has(message) || said.size >= MOST_MESSAGES) return;
    said.add(message);
    say(message);
  };
}
