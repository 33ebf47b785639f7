import { afterEach, expect, test } from "vitest";
import {
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  type FullDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { ABLE, type Editor, editorOf, until } from "../support/editor.ts";
import { DEPLOYMENT, IDLE_POD } from "../support/pods.ts";
import { escalation, failing, idle, root, someRules } from "../support/some-rules.ts";

const uri = "file:///shop/pod.yaml";
const editors: Editor[] = [];

async function open(...given: Parameters<typeof editorOf>): Promise<Editor> {
  const editor = await editorOf(...given);
  editors.push(editor);
  return editor;
}

afterEach(() => {
  for (const editor of editors.splice(0)) editor.dispose();
});

const idOf = (report: DocumentDiagnosticReport) => report.resultId;
const itemsOf = (report: DocumentDiagnosticReport) => (report as FullDocumentDiagnosticReport).items;
const codes = async (editor: Editor, of = uri) => (await editor.diagnostics(of)).map(({ code }) => code);

test("an editor that asks is told what is wrong, where, how badly, and where to read on", async () => {
  const pages = "vscode://plimsoll.plimsoll/rules/";
  const editor = await open([escalation, idle], { initializationOptions: { pages } });
  await editor.open(uri, IDLE_POD.replace("allowPrivilegeEscalation: false", "privileged: true"));
  expect(await editor.diagnostics(uri)).toEqual([
    {
      source: "plimsoll",
      code: "idle-default",
      codeDescription: { href: `${pages}idle-default` },
      severity: DiagnosticSeverity.Information,
      range: editor.rangeOf(uri, "false"),
      message: "This is the default.",
      tags: [1],
      data: { version: 1, key: 0 },
    },
    {
      source: "plimsoll",
      code: "escalation",
      codeDescription: { href: `${pages}escalation` },
      severity: DiagnosticSeverity.Error,
      range: { start: { line: 10, character: 57 }, end: { line: 10, character: 61 } },
      message: 'Container "web" may gain rights.',
      data: { version: 1, key: 1 },
    },
  ]);
});

test("a diagnostic names the other place that matters", async () => {
  const editor = await open([root]);
  const text = DEPLOYMENT.replace(
    "      containers:",
    "      securityContext: { runAsNonRoot: false }\n      containers:",
  );
  await editor.open(uri, text);
  const [first] = await editor.diagnostics(uri);
  expect(first?.range).toEqual(editor.rangeOf(uri, "false"));
  expect(first?.relatedInformation).toEqual([
    { location: { uri, range: editor.rangeOf(uri, "web") }, message: "It runs here." },
  ]);
});

test("who does not say where pages are gets no link", async () => {
  const editor = await open([root]);
  await editor.open(uri, DEPLOYMENT);
  for (const diagnostic of await editor.diagnostics(uri)) expect(diagnostic.codeDescription).toBeUndefined();
});

test("what an editor has already is not sent again", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  const first = await editor.pull(uri);
  expect(await editor.pull(uri, idOf(first))).toEqual({ kind: "unchanged", resultId: idOf(first) });

  await editor.change(uri, { range: editor.rangeOf(uri, "privileged: true"), text: "allowPrivilegeEscalation: false" });
  const second = await editor.pull(uri, idOf(first));
  expect(second.kind).toBe("full");
  expect(itemsOf(second)).toHaveLength(itemsOf(first).length - 1);
});

test("a document that is closed and opened again is told of in full", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  const first = await editor.pull(uri);
  await editor.close(uri);
  await editor.open(uri, IDLE_POD);
  expect(await editor.pull(uri, idOf(first))).toMatchObject({ kind: "full", items: [{ code: "idle-default" }] });
});

test("an editor that cannot ask is told, and told when nothing is wrong any more", async () => {
  const editor = await open([idle], { capabilities: {} });
  await editor.open(uri, IDLE_POD);
  await until(() => editor.published.length === 1);
  expect(editor.published[0]).toMatchObject({ uri, version: 1, diagnostics: [{ code: "idle-default" }] });

  await editor.change(uri, { text: IDLE_POD.replace("hostIPC: false # as always\n  hostPID: false", "hostIPC: true") });
  await until(() => editor.published.length === 2);
  expect(editor.published[1]).toEqual({ uri, version: 2, diagnostics: [] });

  await editor.change(uri, { text: IDLE_POD });
  await until(() => editor.published.length === 3);
  await editor.close(uri);
  await until(() => editor.published.length === 4);
  expect(editor.published[3]).toEqual({ uri, diagnostics: [] });
});

test("an editor that asks is told nothing unasked", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  await editor.pull(uri);
  await editor.close(uri);
  await editor.pull(uri);
  expect(editor.published).toEqual([]);
});

test("a manifest is known by what it holds, whatever its language and wherever it stands", async () => {
  const editor = await open([root]);
  const json = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"web"}]}}';
  const places: readonly (readonly [string, string, string])[] = [
    ["untitled:Untitled-1", "plaintext", DEPLOYMENT],
    ["vscode-vfs://github/o/r/pod.yaml", "helm", DEPLOYMENT],
    ["vscode-remote://wsl%2Bubuntu/pod.yml", "yaml", DEPLOYMENT],
    ["vscode-test-web://mount/pod.json", "json", json],
    ["file:///c%3A/pod.jsonc", "jsonc", json],
  ];
  for (const [place, language, text] of places) {
    await editor.open(place, text, language);
    expect(new Set(await codes(editor, place)), place).toEqual(new Set(["runs-as-root"]));
  }
  await editor.open("file:///compose.yaml", "services:\n  web:\n    privileged: true\n");
  expect(await codes(editor, "file:///compose.yaml")).toEqual([]);
});

test("the sides of a diff and what an editor makes of documents are left alone", async () => {
  const editor = await open([root]);
  for (const place of ["git:/shop/pod.yaml?x", "conflictResolution:/pod.yaml", "output:plimsoll", "search-editor:a"]) {
    await editor.open(place, DEPLOYMENT);
    expect(await codes(editor, place), place).toEqual([]);
    expect(await editor.actions(place, { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } })).toEqual(
      [],
    );
  }
});

test("one file goes by two names", async () => {
  const editor = await open([root]);
  await editor.open("file:///c%3A/pod.yaml", DEPLOYMENT);
  expect(await codes(editor, "file:///C:/pod.yaml")).toHaveLength(2);
});

test("a rule that fails costs its own findings and is logged once", async () => {
  const editor = await open([failing, root]);
  await editor.open(uri, DEPLOYMENT);
  expect(await codes(editor)).toEqual(["runs-as-root", "runs-as-root"]);
  await editor.change(uri, { range: editor.rangeOf(uri, "nginx"), text: "caddy" });
  expect(await codes(editor)).toEqual(["runs-as-root", "runs-as-root"]);
  expect(editor.logged).toHaveLength(1);
  expect(editor.logged[0]).toMatch(/^failing failed on file:\/\/\/shop\/pod.yaml: .*This rule fails\./);
});

test("a file over 4 MB is not judged, and says so once", async () => {
  const editor = await open([root]);
  await editor.open(uri, DEPLOYMENT + "#".repeat(4 * 1024 * 1024));
  expect(await editor.diagnostics(uri)).toEqual([
    {
      source: "plimsoll",
      severity: DiagnosticSeverity.Information,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      message: "This file is larger than 4 MB and is not checked.",
    },
  ]);
});

test("of a large file that is no manifest nothing is said", async () => {
  const editor = await open([root]);
  await editor.open("file:///lock.json", `{ "a": "${"\\\\".repeat(2 * 1024 * 1024 + 1)}" }`, "json");
  expect(await editor.diagnostics("file:///lock.json")).toEqual([]);
});

test("of too many problems the gravest are shown, and the last one says so", async () => {
  const editor = await open([root, escalation]);
  const text = Array.from({ length: 300 }, () => DEPLOYMENT).join("---\n");
  await editor.open(uri, text);
  const shown = await editor.diagnostics(uri);
  expect(shown).toHaveLength(1000);
  expect(shown.filter(({ code }) => code === "escalation")).toHaveLength(600);
  expect(shown.at(-1)).toMatchObject({ message: "Of 1,200 problems in this file, 999 are shown." });
});

test("nobody is told of a version that is gone", async () => {
  const editor = await open([root]);
  await editor.open(uri, DEPLOYMENT);
  const first = editor.diagnostics(uri);
  await editor.change(uri, { text: DEPLOYMENT.replace("- name: log\n          image: fluentd:1.17\n", "") });
  const second = editor.diagnostics(uri);
  expect((await second).map(({ data }) => data)).toEqual([{ version: 2, key: 0 }]);
  await first;
});

test("an editor that has changed its mind is not kept waiting", async () => {
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const editor = await open([root]);
  await editor.open(uri, DEPLOYMENT);
  const source = new CancellationTokenSource();
  const pulled = editor.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } }, source.token);
  source.cancel();
  await expect(pulled).rejects.toMatchObject({ code: -32800 });
  expect(await codes(editor)).toHaveLength(2);
});

test("an editor that talks nonsense is answered, and served on", async () => {
  const editor = await open([root]);
  const { connection } = editor;
  expect(await editor.pull("file:///nowhere.yaml")).toEqual({ kind: "full", items: [] });
  expect(await editor.pull("foo bar:baz")).toEqual({ kind: "full", items: [] });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: "file:///nowhere.yaml", version: 3 },
    contentChanges: [{ text: "" }],
  });
  await connection.sendNotification("textDocument/didClose", { textDocument: { uri: "file:///nowhere.yaml" } });
  await connection.sendNotification("textDocument/didOpen", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: 7 });
  await editor.open(uri, DEPLOYMENT);
  const far = { line: 4000, character: 9 };
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: -1 },
    contentChanges: [
      { range: { start: far, end: { line: -5, character: -5 } }, text: DEPLOYMENT },
      { range: { start: far, end: far }, text: "# end" },
    ],
  });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 3 },
    contentChanges: [{}],
  });
  expect(await codes(editor)).toHaveLength(2);
  expect(await editor.actions(uri, { start: far, end: far }, ["quickfix"])).toEqual([]);
  expect(await editor.hover(uri, { start: far, end: far })).toBeNull();
  await expect(
    connection.sendRequest("codeAction/resolve", { title: "x", data: { uri, does: "fix" } }),
  ).resolves.toEqual({
    title: "x",
    data: { uri, does: "fix" },
  });
  await expect(connection.sendRequest("workspace/executeCommand", { command: "rm" })).rejects.toThrow("no command");
  await expect(connection.sendRequest("plimsoll/nonsense", {})).rejects.toThrow();
});

test("an editor learns what the server can do", async () => {
  const able = await open(someRules);
  expect(able.initialized?.capabilities).toMatchObject({
    textDocumentSync: { openClose: true, change: 2 },
    diagnosticProvider: { identifier: "plimsoll", interFileDependencies: false, workspaceDiagnostics: false },
    codeActionProvider: {
      codeActionKinds: ["quickfix.plimsoll", "refactor.rewrite.plimsoll.harden", "source.fixAll.plimsoll"],
      resolveProvider: true,
    },
  });
  expect(
    (await open(someRules, { capabilities: { ...ABLE, textDocument: {} } })).initialized?.capabilities,
  ).toMatchObject({
    codeActionProvider: { resolveProvider: false },
  });
});
