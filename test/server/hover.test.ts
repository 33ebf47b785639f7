import { afterEach, expect, test } from "vitest";
import type { MarkupContent } from "vscode-languageserver/node";
import { ABLE, type Editor, editorOf } from "../support/editor.ts";
import { DEPLOYMENT } from "../support/pods.ts";
import { someRules } from "../support/some-rules.ts";

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

const said = async (editor: Editor, word: string) => {
  const hover = await editor.hover(uri, editor.rangeOf(uri, word));
  return (hover?.contents as MarkupContent | undefined)?.value;
};

test("a finding says what is wrong, why in two sentences, and where to read on", async () => {
  const editor = await open(someRules, { initializationOptions: { pages: "page:" } });
  await editor.open(uri, DEPLOYMENT.replace("name: log", "name: a_b*"));
  const hover = await editor.hover(uri, editor.rangeOf(uri, "a_b*"));
  expect(hover?.range).toEqual(editor.rangeOf(uri, "a_b*"));
  const text = await said(editor, "a_b*");
  expect(text).toContain(
    '**Container "a\\_b\\*" may run as root\\.**\n\nFirst why.\nSecond why.\n\n[runs-as-root](page:runs-as-root)',
  );
  expect(text).not.toContain("Third why.");
});

test("a field that matters for security says what it does and what is in force, and why", async () => {
  const editor = await open(someRules);
  const text = DEPLOYMENT.replace(
    "      containers:",
    "      hostNetwork: false\n      securityContext:\n        runAsNonRoot: true\n      containers:",
  ).replace("privileged: true", "allowPrivilegeEscalation: false");
  await editor.open(uri, text);
  expect(await said(editor, "runAsNonRoot")).toMatch(
    /^\*\*runAsNonRoot\*\*: .*\n\n- container "web": `true`, by the pod\n- container "log": `true`, by the pod$/,
  );
  expect(await said(editor, "allowPrivilegeEscalation")).toMatch(
    /^\*\*allowPrivilegeEscalation\*\*: .*\n\n- container "web": `false`, by the container$/,
  );
  expect(await said(editor, "hostNetwork")).toMatch(/^\*\*hostNetwork\*\*: .*\n\nIn force: `false`, by the pod$/);
  const range = editor.rangeOf(uri, "hostNetwork");
  expect((await editor.hover(uri, range))?.range).toEqual(range);
});

test("a container's security context says what is in force of all that it could say", async () => {
  const editor = await open([]);
  await editor.open(uri, DEPLOYMENT);
  const text = await said(editor, "securityContext");
  expect(text).toContain("- **privileged**: `true`, by the container");
  expect(text).toContain("- **runAsNonRoot**: `false`, where nothing is said");
  expect(text).not.toContain("limits");
});

test("what only a renderer could tell is not guessed at", async () => {
  const editor = await open([]);
  await editor.open(uri, DEPLOYMENT.replace("privileged: true", "privileged: {{ .Values.privileged }}"));
  expect(await said(editor, "privileged")).toContain("only the rendered manifest could tell");
});

test("of what does not matter for security nothing is said, nor of other files", async () => {
  const editor = await open([]);
  await editor.open(uri, `${DEPLOYMENT}---\nhostNetwork: true\n`);
  for (const word of ["apiVersion", "matchLabels", "nginx", "---", "hostNetwork"]) {
    expect(await said(editor, word), word).toBeUndefined();
  }
});

test("hovers can be switched off", async () => {
  const editor = await open(someRules, { settings: { hover: { enable: false } } });
  await editor.open(uri, DEPLOYMENT);
  expect(await said(editor, "privileged")).toBeUndefined();
});

test("an editor without Markdown gets plain words", async () => {
  const editor = await open(someRules, { capabilities: { ...ABLE, textDocument: {} } });
  await editor.open(uri, DEPLOYMENT);
  const text = await said(editor, "log");
  expect(text).toContain('Container "log" may run as root.');
  expect(text).not.toMatch(/[*`\\]/);
});
