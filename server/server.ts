import {
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { Rule } from "../rules/rule.ts";
import { codeActions, FIX_ALL, HARDEN, QUICK_FIX, resolved } from "./features/code-actions.ts";
import { execute, FIX_ALL_COMMAND } from "./features/commands.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { hover } from "./features/hover.ts";
import { projectCompletions } from "./features/project.ts";
import { tool } from "./formats/tool.ts";
import { isProjectFile, type ReadFile } from "./projects.ts";
import { Session } from "./session.ts";

/** Answers an editor. Each feature is one line here and one function elsewhere. */
export function serve(connection: Connection, rules: readonly Rule[], readFile: ReadFile): void {
  connection.onInitialize((params): InitializeResult => {
    const session = new Session(connection, rules, params, readFile);
    listen(connection, session);
    return { serverInfo: tool, capabilities: capabilitiesFor(session) };
  });
  connection.listen();
}

const capabilitiesFor = ({ abilities }: Session): ServerCapabilities => ({
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  codeActionProvider: { codeActionKinds: [QUICK_FIX, HARDEN, FIX_ALL], resolveProvider: abilities.resolvesActions },
  hoverProvider: true,
  // Of a project's own file: that of manifests is left to others.
  completionProvider: {},
  executeCommandProvider: { commands: [FIX_ALL_COMMAND] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  ...(abilities.pullsDiagnostics && {
    diagnosticProvider: { identifier: "plimsoll", interFileDependencies: false, workspaceDiagnostics: false },
  }),
});

function listen(connection: Connection, session: Session): void {
  listenToDocuments(connection, session);
  listenToSettings(connection, session);

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const judged = await session.judged(textDocument.uri, token);
    const faults = session.projectDiagnostics(textDocument.uri);
    if (faults !== undefined || judged === undefined) {
      return { kind: "full", items: faults ?? [] } satisfies DocumentDiagnosticReport;
    }
    const { id } = judged;
    if (id === previousResultId) return { kind: "unchanged", resultId: id } satisfies DocumentDiagnosticReport;
    const items = diagnostics(judged, session.abilities.pages);
    return { kind: "full", resultId: id, items } satisfies DocumentDiagnosticReport;
  });

  connection.onCodeAction(async (params, token) => {
    const judged = await session.judged(params.textDocument.uri, token);
    return judged === undefined ? [] : codeActions(judged, params, session);
  });

  connection.onCodeActionResolve(async (action, token) => resolved(action, session, token));

  connection.onHover(async ({ textDocument, position }, token) => {
    if (!(await session.hovers(textDocument.uri))) return undefined;
    const judged = await session.judged(textDocument.uri, token);
    return judged === undefined ? undefined : hover(judged, position, session.abilities);
  });

  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const document = isProjectFile(uri) ? session.documents.get(uri) : undefined;
    return document === undefined ? null : projectCompletions(document, position, session.rules);
  });

  connection.onExecuteCommand(async (params, token) => execute(params, session, token));
}

function listenToDocuments(connection: Connection, session: Session): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    session.documents.add(uri, languageId, version, text);
    void session.changeProject(uri);
    return session.show(uri);
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    session.documents.get(uri)?.change(contentChanges, version);
    void session.changeProject(uri);
    return session.show(uri);
  });

  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    await session.close(uri);
    await session.changeProject(uri);
  });

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const project = changes.find(({ uri }) => isProjectFile(uri));
    if (project !== undefined) await session.changeProject(project.uri);
  });
}

function listenToSettings(connection: Connection, session: Session): void {
  connection.onInitialized(async () => {
    if (session.abilities.tellsFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        session.configuration.changeFolders(added, removed);
        void session.showAll();
      });
    }
    await session.configuration.listen();
    await session.watchProjects();
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    session.configuration.change(settings);
    return session.showAll();
  });
}
