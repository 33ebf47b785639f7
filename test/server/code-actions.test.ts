import { afterEach, expect, test } from "vitest";
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { type Rule, rule } from "../../rules/rule.ts";
import { ABLE, applied, type Editor, editorOf, until } from "../support/editor.ts";
import { DEPLOYMENT, IDLE_POD } from "../support/pods.ts";
import { escalation, idle, limit, root, someRules } from "../support/some-rules.ts";

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

const editsOf = (edit: WorkspaceEdit | undefined) =>
  ((edit?.documentChanges ?? []) as readonly TextDocumentEdit[]).flatMap(({ edits }) => edits);
const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
const called = (title: string, actions: readonly CodeAction[]) => actions.find((it) => it.title === title);

test("each fix of what is wrong at a range is offered, the preferred one marked", async () => {
  const editor = await open([root, escalation]);
  await editor.open(uri, DEPLOYMENT.replace("          image: fluentd:1.17\n", ""));
  const actions = await editor.actions(uri, editor.rangeOf(uri, "securityContext"), ["quickfix"]);
  expect(actions).toMatchObject([
    {
      title: "Set runAsNonRoot to true",
      kind: "quickfix.plimsoll",
      isPreferred: true,
      diagnostics: [{ code: "runs-as-root", range: editor.rangeOf(uri, "securityContext") }],
    },
    { title: "Fix all runs-as-root problems in this file", kind: "quickfix.plimsoll" },
  ]);
  expect(actions.map(({ edit }) => edit)).toEqual([undefined, undefined]);
});

test("an action is made when it is chosen, of the version that it was offered for", async () => {
  const editor = await open([escalation]);
  await editor.open(uri, DEPLOYMENT);
  const action = called("Set privileged to false", await editor.actions(uri, editor.rangeOf(uri, "true")));
  expect(action).toBeDefined();
  const resolved = await editor.resolve(action as CodeAction);
  expect(resolved.edit).toEqual({
    documentChanges: [
      { textDocument: { uri, version: 1 }, edits: [{ range: editor.rangeOf(uri, "true"), newText: "false" }] },
    ],
  });
  await editor.change(uri, { range: editor.rangeOf(uri, "shop"), text: "store" });
  await expect(editor.resolve(action as CodeAction)).rejects.toMatchObject({ code: -32801 });
});

test("an editor that does not ask again gets the edit at once, in the words that it knows", async () => {
  const editor = await open([escalation], { capabilities: { textDocument: { diagnostic: {} } } });
  await editor.open(uri, DEPLOYMENT);
  const [action] = await editor.actions(uri, editor.rangeOf(uri, "true"), ["quickfix"]);
  expect(action?.edit).toEqual({ changes: { [uri]: [{ range: editor.rangeOf(uri, "true"), newText: "false" }] } });
  expect(action?.data).toBeUndefined();
});

test("only what is asked for is offered", async () => {
  const editor = await open(someRules);
  await editor.open(uri, IDLE_POD.replace("runAsNonRoot: true", "privileged: true"));
  const kinds = async (...only: string[]) => {
    const actions = await editor.actions(uri, editor.rangeOf(uri, "securityContext"), only);
    return [...new Set(actions.map(({ kind }) => kind))];
  };
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  const all = await editor.actions(uri, everywhere);
  expect(new Set(all.map(({ kind }) => kind))).toEqual(
    new Set(["quickfix.plimsoll", "refactor.rewrite.plimsoll.harden", "source.fixAll.plimsoll"]),
  );
  expect(await kinds("quickfix")).toEqual(["quickfix.plimsoll"]);
  expect(await kinds("refactor")).toEqual(["refactor.rewrite.plimsoll.harden"]);
  expect(await kinds("source.fixAll")).toEqual(["source.fixAll.plimsoll"]);
  expect(await kinds("source.organizeImports", "quickfix.suppress", "quick")).toEqual([]);
});

test("where nothing is wrong, nothing is offered", async () => {
  const editor = await open(someRules);
  await editor.open(uri, IDLE_POD.replace(/ {2}host.*\n/g, ""));
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  expect(await editor.diagnostics(uri)).toEqual([]);
  expect(await editor.actions(uri, everywhere)).toEqual([]);
});

test("all safe fixes are made as one edit of one version, those too that another brings to light", async () => {
  const editor = await open([idle, root]);
  await editor.open(uri, IDLE_POD.replace("runAsNonRoot: true", "runAsNonRoot: false"));
  const [action] = await editor.actions(uri, editor.rangeOf(uri, "apiVersion"), ["source.fixAll.plimsoll"]);
  const { edit } = await editor.resolve(action as CodeAction);
  expect(edit?.documentChanges).toHaveLength(1);
  expect(edit?.documentChanges?.[0]).toMatchObject({ textDocument: { uri, version: 1 } });
  expect(edit?.changeAnnotations).toBeUndefined();
  expect(applied(editor.document(uri), edit)).toBe(
    IDLE_POD.replace(/ {2}host.*\n/g, "").replace("runAsNonRoot: true", "runAsNonRoot: false"),
  );
});

test("all problems of one rule are mended together, after a look where they want one", async () => {
  const editor = await open([root, escalation]);
  await editor.open(uri, DEPLOYMENT);
  const actions = await editor.actions(uri, editor.rangeOf(uri, "log"), ["quickfix"]);
  const action = called("Fix all escalation problems in this file", actions);
  const { edit } = await editor.resolve(action as CodeAction);
  expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
  const text = applied(editor.document(uri), edit);
  expect(text).toContain("            privileged: false\n            allowPrivilegeEscalation: false\n");
  expect(text).toMatch(/name: log\n(.*\n)+ {10}securityContext:\n {12}allowPrivilegeEscalation: false\n$/);
  expect(text).not.toContain("runAsNonRoot");
});

const hardenings = async (editor: Editor, word: string) =>
  await editor.actions(uri, editor.rangeOf(uri, word), ["refactor.rewrite"]);

test("a container and its workload can be hardened from anywhere inside", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  const web = 'Harden container "web" to Pod Security restricted';
  const log = 'Harden container "log" to Pod Security restricted';
  const shop = 'Harden Deployment "shop" to Pod Security restricted';
  const all = 'Mend all problems of Deployment "shop"';
  const allOfWeb = 'Mend all problems of container "web"';
  expect(titles(await hardenings(editor, "nginx"))).toEqual([web, allOfWeb, shop, all]);
  expect(titles(await hardenings(editor, "privileged"))).toEqual([web, allOfWeb, shop, all]);
  expect(titles(await hardenings(editor, "fluentd"))).toEqual([log, 'Mend all problems of container "log"', shop, all]);
  expect(titles(await hardenings(editor, "matchLabels"))).toEqual([shop, all]);
});

test("one of several documents, and one item of a list, can be hardened alone", async () => {
  const editor = await open(someRules);
  const list = `apiVersion: v1\nkind: List\nitems:\n${["one", "two"]
    .map(
      (name) =>
        `  - apiVersion: v1\n    kind: Pod\n    metadata: { name: ${name} }\n    spec: { containers: [{ name: c-${name} }] }\n`,
    )
    .join("")}`;
  await editor.open(uri, `${DEPLOYMENT}---\n${list}`);
  const toRestricted = async (word: string) =>
    (await hardenings(editor, word)).filter(({ title }) => title.startsWith("Harden"));
  expect(titles(await toRestricted("name: two"))).toEqual(['Harden Pod "two" to Pod Security restricted']);
  const actions = await toRestricted("c-two");
  expect(titles(actions)).toEqual([
    'Harden container "c-two" to Pod Security restricted',
    'Harden Pod "two" to Pod Security restricted',
  ]);
  expect(await editor.after(uri, actions[1])).toBe(
    `${DEPLOYMENT}---\n${list.replace(
      "{ name: c-two }",
      "{ name: c-two, securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true } }",
    )}`,
  );
});

test("hardening mends in one edit all that it can, and is looked at first", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  const [web, , shop] = await hardenings(editor, "nginx");
  const { edit } = await editor.resolve(shop as CodeAction);
  expect(edit?.documentChanges).toHaveLength(1);
  expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
  const edits = editsOf(edit);
  for (const it of edits) expect(it).toMatchObject({ annotationId: Object.keys(edit?.changeAnnotations ?? {})[0] });

  const hardened = (text: string) =>
    text.replace(
      "privileged: true\n",
      "privileged: false\n            runAsNonRoot: true\n            allowPrivilegeEscalation: false\n",
    );
  expect(await editor.after(uri, web)).toBe(hardened(DEPLOYMENT));
  const text = applied(editor.document(uri), edit);
  expect(text.startsWith(hardened(DEPLOYMENT).trimEnd())).toBe(true);
  await editor.change(uri, { text });
  expect(titles(await hardenings(editor, "nginx"))).toEqual([
    'Mend all problems of container "web"',
    'Mend all problems of Deployment "shop"',
  ]);
  expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual(["no-memory-limit", "no-memory-limit"]);
});

test("all that the rules ask which are on is mended in one action, proposals included", async () => {
  const editor = await open(someRules);
  await editor.open(uri, DEPLOYMENT);
  const all = (await hardenings(editor, "nginx")).find(
    ({ title }) => title === 'Mend all problems of Deployment "shop"',
  );
  const { edit } = await editor.resolve(all as CodeAction);
  expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
  await editor.change(uri, { text: applied(editor.document(uri), edit) });
  expect(await editor.diagnostics(uri)).toEqual([]);
  expect(await hardenings(editor, "nginx")).toEqual([]);
});

test("a value that only its author knows is a placeholder where the editor has those", async () => {
  const editor = await open([limit]);
  await editor.open(uri, DEPLOYMENT);
  const range = editor.rangeOf(uri, "web");
  const action = called("Limit memory", await editor.actions(uri, range));
  const { edit } = await editor.resolve(action as CodeAction);
  const edits = editsOf(edit);
  const starts = edits.map((it) => it.range.start.character);
  expect(starts).toEqual([0]);
  expect(edits).toMatchObject([{ snippet: { kind: "snippet" } }]);
  expect(applied(editor.document(uri), edit)).toContain(
    `          resources:\n            limits:\n              memory: \${1:\\$128Mi\\}}\n`,
  );

  const plain = await open([limit], { capabilities: { ...ABLE, workspace: { configuration: true } } });
  await plain.open(uri, DEPLOYMENT);
  const text = await plain.after(uri, called("Limit memory", await plain.actions(uri, range)));
  expect(text).toContain("          resources:\n            limits:\n              memory: $128Mi}\n");
});

test("in a flow mapping a placeholder begins at the beginning of its line", async () => {
  const editor = await open([limit]);
  const text = "apiVersion: v1\nkind: Pod\nspec:\n  containers: [{ name: web }, { name: $log }]\n";
  await editor.open(uri, text);
  const [action] = await editor.actions(uri, editor.rangeOf(uri, "$log"), ["quickfix"]);
  const { edit } = await editor.resolve(action as CodeAction);
  expect(applied(editor.document(uri), edit)).toBe(
    text.replace(
      "  containers: [{ name: web }, { name: $log }]",
      `  containers: [{ name: web \\}, { name: \\$log, resources: { limits: { memory: "\${1:\\$128Mi\\}}" \\} \\} }]`,
    ),
  );
});

test("a fix that fails makes no edit and is logged", async () => {
  const changes = () => {
    throw new Error("It cannot be written.");
  };
  const failing = rule({
    ...idle,
    on: (resource) => [resource],
    *check(resource) {
      yield {
        at: resource.at("kind"),
        message: "It is amiss.",
        fixes: [{ title: "Mend it", safety: "safe", changes }],
      };
    },
  });
  const editor = await open([{ ...failing, group: "test" }]);
  await editor.open(uri, IDLE_POD);
  const [action] = await editor.actions(uri, editor.rangeOf(uri, "Pod"), ["quickfix"]);
  expect((await editor.resolve(action as CodeAction)).edit).toBeUndefined();
  await until(() => editor.logged.length > 0);
  expect(editor.logged[0]).toContain("It cannot be written.");
});

test("what is offered of one document leaves what is known of it as it was", async () => {
  const judged: string[] = [];
  const counting: Rule = {
    ...root,
    find: (subjects, context, failed) => {
      judged.push(subjects.document.text.includes("shop") ? "shop" : "idle");
      return root.find(subjects, context, failed);
    },
  };
  const editor = await open([counting]);
  await editor.open(uri, `${DEPLOYMENT}---\n${IDLE_POD}`);
  const look = async () => {
    judged.length = 0;
    await editor.pull(uri);
    expect(await hardenings(editor, "nginx")).toHaveLength(2);
    return [...judged];
  };
  await look();
  await editor.change(uri, { range: editor.rangeOf(uri, "name: idle"), text: "name: lazy" });
  expect(await look()).toEqual(["idle"]);
});

test("an editor that asks unasked, at every keystroke, has nothing judged anew", async () => {
  let judged = 0;
  const counting: Rule = {
    ...root,
    find: (...given) => {
      judged++;
      return root.find(...given);
    },
  };
  const editor = await open([counting]);
  await editor.open(uri, DEPLOYMENT);
  await editor.pull(uri);
  const actions = await editor.actions(uri, editor.rangeOf(uri, "nginx"), ["refactor"], 2);
  expect(titles(actions)).toEqual(titles(await hardenings(editor, "nginx")));
  expect(judged).toBe(2);
  await editor.configure({ preset: "none" });
  expect(await editor.actions(uri, editor.rangeOf(uri, "nginx"), ["refactor"], 2)).toEqual([]);
  expect(await hardenings(editor, "nginx")).toHaveLength(2);
});

test("a command mends all documents that are open, or the one that is named", async () => {
  const editor = await open([idle]);
  const other = "file:///shop/other.yaml";
  const mended = IDLE_POD.replace(/ {2}host.*\n/g, "");
  await editor.open(uri, IDLE_POD);
  await editor.open(other, IDLE_POD);
  await editor.open("file:///shop/fine.yaml", mended);
  const fixAll = (...given: unknown[]) =>
    editor.connection.sendRequest("workspace/executeCommand", { command: "plimsoll.fixAll", arguments: given });
  expect(await fixAll({ uri: other })).toBe(1);
  expect(editor.applied.map(({ edit }) => applied(editor.document(other), edit))).toEqual([mended]);
  expect(await fixAll()).toBe(2);
  expect(editor.applied).toHaveLength(3);
});
