import { type ChildProcess, fork, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { Editor } from "../support/editor.ts";
import { DEPLOYMENT } from "../support/pods.ts";
import { shared } from "../support/shared.ts";

const bundle = fileURLToPath(new URL("../../dist/server.cjs", import.meta.url));
const uri = "file:///shop/pod.yaml";
const servers: ChildProcess[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.kill();
});

function start(...args: readonly string[]) {
  if (!existsSync(bundle)) throw new Error("dist/server.cjs is absent: build first.");
  const server = spawn(process.execPath, [bundle, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  servers.push(server);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  return { server, editor: new Editor(connection) };
}

const ended = (server: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (server.exitCode !== null) resolve(server.exitCode);
    else server.once("exit", resolve);
  });

for (const args of [["--stdio"], ["lsp", "--stdio"], []]) {
  test(`what is built serves an editor: ${args.join(" ") || "without a word"}`, async () => {
    const { server, editor } = start(...args);
    await editor.initialize({});
    expect(editor.initialized?.serverInfo).toMatchObject({ name: "plimsoll" });
    await editor.open(uri, DEPLOYMENT);
    const diagnostics = await editor.diagnostics(uri);
    expect(diagnostics.map(({ code }) => code)).toContain("privileged-container");

    const actions = await editor.actions(uri, editor.rangeOf(uri, "nginx"), ["refactor.rewrite"]);
    expect(actions.map(({ title }) => title)).toContain('Harden Deployment "shop" to Pod Security restricted');
    await editor.change(uri, { text: await editor.after(uri, actions.at(-1)) });
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).not.toContain("privileged-container");
    expect(await editor.actions(uri, editor.rangeOf(uri, "nginx"), ["refactor.rewrite"])).toEqual([]);

    await editor.connection.sendRequest("shutdown");
    await editor.connection.sendNotification("exit");
    expect(await ended(server)).toBe(0);
  });
}

test("what is built speaks over Node's own channel, and ends with it", async () => {
  const server = fork(bundle, ["--node-ipc"], { stdio: "inherit" });
  servers.push(server);
  const editor = new Editor(createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server)));
  await editor.initialize({});
  await editor.open(uri, DEPLOYMENT);
  expect(await editor.diagnostics(uri)).not.toEqual([]);
  server.disconnect();
  expect(await ended(server)).not.toBeNull();
});

test("when its editor dies, the server ends", async () => {
  const silent = start("--stdio");
  await silent.editor.initialize({});
  silent.server.stdin.end();
  expect(await ended(silent.server)).toBe(1);

  const short = spawn(process.execPath, ["-e", ""]);
  await ended(short);
  const orphan = start("--stdio");
  await orphan.editor.connection.sendRequest("initialize", {
    processId: short.pid ?? null,
    rootUri: null,
    capabilities: {},
  });
  expect(await ended(orphan.server)).toBe(1);
}, 15_000);

test("two servers say the same of the same", async () => {
  const said = await Promise.all(
    [start("--stdio"), start("--stdio")].map(async ({ editor }) => {
      await editor.initialize({ initializationOptions: { preset: "all" } });
      await editor.open(uri, DEPLOYMENT);
      return await editor.diagnostics(uri);
    }),
  );
  expect(said[0]).toEqual(said[1]);
  expect(said[0]).not.toEqual([]);
});

/** How much time a process has been given by the processors, in ms: another's work does not count. */
function cpuOf({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : performance.now();
}

/** A file that must do no harm, as the corpus lists it. */
interface BadFile {
  readonly file: string;
  readonly bytes: number;
}

if (shared !== undefined) {
  const index = readFileSync(`${shared}/corpora/bad/index.jsonl`, "utf8").trim().split("\n");
  const files = index.map((line): BadFile => JSON.parse(line));

  test(`none of ${files.length} bad files crashes or holds up the server, or floods the editor`, async () => {
    const { server, editor } = start("--stdio");
    await editor.initialize({ initializationOptions: { preset: "all" } });
    const slow: string[] = [];
    for (const { file } of files) {
      // Beside a manifest, a file of whatever kind is read to its end.
      const text = `apiVersion: v1\nkind: Pod\n---\n${readFileSync(`${shared}/corpora/${file}`, "utf8")}`;
      const address = `file:///${file}`;
      const before = cpuOf(server);
      await editor.open(address, text);
      const diagnostics = await editor.diagnostics(address);
      await editor.change(address, { text: `${text}\n# more\n` });
      await editor.pull(address);
      await editor.actions(address, { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } });
      const spent = cpuOf(server) - before;
      if (spent > 1000) slow.push(`${file}: ${Math.round(spent)} ms`);
      expect(diagnostics.filter(({ code }) => code === "invalid-yaml").length, file).toBeLessThanOrEqual(100);
      expect(diagnostics.length, file).toBeLessThanOrEqual(1000);
      await editor.close(address);
    }
    expect(slow).toEqual([]);
    expect(server.exitCode).toBeNull();
    const failures = editor.logged.map((it) => it.split("\n", 1)[0]);
    expect(failures).toEqual([]);
  }, 120_000);
}

test("a thousand keystrokes leave nothing behind", async () => {
  const { server, editor } = start("--stdio");
  await editor.initialize({});
  await editor.open(uri, Array.from({ length: 200 }, () => DEPLOYMENT).join("---\n"));
  await editor.pull(uri);
  const spent: number[] = [];
  for (let key = 0; key < 1000; key++) {
    const start = { line: 500, character: 2 };
    const end = { line: 500, character: key % 2 === 0 ? 2 : 3 };
    const before = cpuOf(server);
    await editor.change(uri, { range: { start, end }, text: key % 2 === 0 ? "#" : "" });
    await editor.pull(uri);
    spent.push(cpuOf(server) - before);
  }
  spent.sort((a, b) => a - b);
  const memory = /VmHWM:\s+(\d+) kB/.exec(
    existsSync(`/proc/${server.pid}/status`) ? readFileSync(`/proc/${server.pid}/status`, "utf8") : "",
  );
  console.info(`keystroke: p50 ${spent[500]?.toFixed(1)} ms, p95 ${spent[950]?.toFixed(1)} ms, peak ${memory?.[1]} kB`);
  expect(spent[500]).toBeLessThan(50);
  expect(Number(memory?.[1] ?? 0)).toBeLessThan(300_000);
}, 60_000);
