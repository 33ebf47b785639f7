import { afterEach, expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { ABLE, type Editor, editorOf, until } from "../support/editor.ts";
import { DEPLOYMENT, IDLE_POD } from "../support/pods.ts";
import { someRules } from "../support/some-rules.ts";

const uri = "file:///shop/charts/pod.yaml";
const editors: Editor[] = [];
const REMEMBERING = { ...ABLE, workspace: { ...ABLE.workspace, configuration: false } };

async function open(...given: Parameters<typeof editorOf>): Promise<Editor> {
  const editor = await editorOf(...given);
  editors.push(editor);
  return editor;
}

afterEach(() => {
  for (const editor of editors.splice(0)) editor.dispose();
});

const codes = async (editor: Editor, of = uri) =>
  [...new Set((await editor.diagnostics(of)).map(({ code }) => code))].sort();

test("settings are asked for each document, once until they change", async () => {
  const editor = await open(someRules, { settings: { preset: "none" } });
  await editor.open(uri, DEPLOYMENT);
  await editor.pull(uri);
  await editor.change(uri, { text: DEPLOYMENT });
  expect(await codes(editor)).toEqual([]);
  expect(editor.asked).toEqual([uri]);
});

test("a setting takes effect at once, and everything is shown anew", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  expect(await codes(editor)).toEqual(["escalation", "no-memory-limit", "runs-as-root"]);
  const told = async (settings: unknown) => {
    const before = editor.refreshes;
    await editor.configure(settings);
    await until(() => editor.refreshes > before);
    return await codes(editor);
  };
  expect(await told({ preset: "pod-security-restricted" })).toEqual(["escalation", "runs-as-root"]);
  expect(await told({ rules: { escalation: "off" } })).toEqual(["no-memory-limit", "runs-as-root"]);
  expect(await told({ preset: [], rules: { "test/*": "info", "runs-as-root": "off" } })).toEqual([
    "escalation",
    "no-memory-limit",
  ]);
  expect((await editor.diagnostics(uri)).map(({ severity }) => severity)).toContain(DiagnosticSeverity.Information);
  expect(await told({ enable: false })).toEqual([]);
  expect(await editor.actions(uri, editor.rangeOf(uri, "privileged"))).toEqual([]);
  expect(await told({})).toHaveLength(3);
});

test("a setting that changes nothing in a document has nothing sent again", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  const { resultId } = await editor.pull(uri);
  await editor.configure({ hover: { enable: false } });
  await until(() => editor.refreshes === 1);
  expect(await editor.pull(uri, resultId)).toEqual({ kind: "unchanged", resultId });
});

test("an editor that cannot be asked says its settings when it starts and when they change", async () => {
  for (const wrap of [(it: unknown) => it, (plimsoll: unknown) => ({ plimsoll })]) {
    const editor = await open(someRules, {
      capabilities: REMEMBERING,
      initializationOptions: wrap({ rules: { escalation: "off" } }),
    });
    await editor.open(uri, DEPLOYMENT);
    expect(await codes(editor)).toEqual(["no-memory-limit", "runs-as-root"]);
    const settings = wrap({ rules: { "runs-as-root": "off" } });
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    expect(await codes(editor)).toEqual(["escalation", "no-memory-limit"]);
    expect(editor.asked).toEqual([]);
  }
});

test("an editor that has nothing to say of a section is taken by its first word", async () => {
  const editor = await open(someRules, { initializationOptions: { preset: "none" }, settings: null });
  await editor.open(uri, DEPLOYMENT);
  expect(await codes(editor)).toEqual([]);
});

test("an editor that cannot ask for diagnostics is shown the effect of a setting, too", async () => {
  const editor = await open(someRules, { capabilities: {}, initializationOptions: { preset: "none" } });
  await editor.open(uri, DEPLOYMENT);
  await until(() => editor.published.length === 1);
  expect(editor.published[0]?.diagnostics).toEqual([]);
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: { preset: "recommended" } });
  await until(() => editor.published.length === 2);
  expect(editor.published[1]?.diagnostics).toHaveLength(6);
});

test("what is excluded is not judged, from its folder or at any depth", async () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ["charts", true],
    ["charts/", true],
    ["charts/*.yaml", true],
    ["/charts/**", true],
    ["**/pod.yaml", true],
    ["pod.*", true],
    ["shop/**", false],
    ["chart", false],
    ["*.json", false],
  ];
  for (const [glob, isExcluded] of cases) {
    const editor = await open(someRules, { settings: { exclude: [glob] }, folders: ["file:///shop"] });
    await editor.open(uri, DEPLOYMENT);
    expect((await editor.diagnostics(uri)).length === 0, glob).toBe(isExcluded);
  }
});

test("without a folder, globs are matched with the whole path", async () => {
  const editor = await open(someRules, { settings: { exclude: ["shop/charts/**"] } });
  await editor.open(uri, DEPLOYMENT);
  await editor.open("file:///other/pod.yaml", DEPLOYMENT);
  expect(await codes(editor)).toEqual([]);
  expect(await codes(editor, "file:///other/pod.yaml")).toHaveLength(3);
});

test("when folders come and go, globs are matched anew", async () => {
  const editor = await open(someRules, { settings: { exclude: ["charts/*"] } });
  await editor.open(uri, DEPLOYMENT);
  expect(await codes(editor)).toHaveLength(3);
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [{ uri: "file:///shop", name: "shop" }], removed: [] },
  });
  expect(await codes(editor)).toEqual([]);
});

test("a wrong setting is told by the status, and the rest holds", async () => {
  const editor = await open(someRules, {
    initializationOptions: { status: true },
    settings: { preset: "strictest", rules: { escalation: "off" } },
  });
  await editor.open(uri, DEPLOYMENT);
  expect(await codes(editor)).toEqual(["no-memory-limit", "runs-as-root"]);
  await until(() => editor.statuses.length > 0);
  expect(editor.statuses.at(-1)).toEqual({
    busy: false,
    problems: { error: 0, warning: 4, info: 0 },
    configurationErrors: ['"plimsoll.preset" cannot be "strictest".'],
  });
  await editor.configure({ rules: { escalation: "off" } });
  await until(() => editor.statuses.at(-1)?.configurationErrors.length === 0);
});

test("the status counts what is open, and says when work is done", async () => {
  const editor = await open(someRules, { initializationOptions: { status: true } });
  await editor.open(uri, IDLE_POD);
  await editor.pull(uri);
  await until(() => editor.statuses.at(-1)?.problems.info === 1);
  await editor.connection.sendRequest("workspace/executeCommand", { command: "plimsoll.fixAll" });
  await until(() => editor.statuses.at(-1)?.busy === false);
  expect(editor.statuses.map(({ busy }) => busy)).toContain(true);
  await editor.close(uri);
  await until(() => editor.statuses.at(-1)?.problems.info === 0);
});

test("who does not ask for the status does not get it", async () => {
  const editor = await open(someRules);
  await editor.open(uri, IDLE_POD);
  await editor.pull(uri);
  await editor.pull(uri);
  expect(editor.statuses).toEqual([]);
});
