// One language server over standard input and output, and what it costs.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import rpc from "vscode-jsonrpc/node";

export class Session {
  latencies = [];
  cpus = [];
  #version = 1;
  #waiting;
  #problems = 0;

  /** Starts a server and waits until it has answered `initialize`. */
  static async start(name, args, settings) {
    const session = new Session();
    const start = performance.now();
    const server = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"] });
    const connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(server.stdout),
      new rpc.StreamMessageWriter(server.stdin),
    );
    Object.assign(session, { name, server, connection });
    connection.onNotification("textDocument/publishDiagnostics", ({ diagnostics }) => {
      session.#problems = diagnostics.length;
      session.#waiting?.();
    });
    connection.onRequest("workspace/configuration", ({ items }) =>
      items.map(({ section }) => settings[section] ?? null),
    );
    connection.onRequest(() => null);
    connection.onNotification(() => {});
    connection.listen();
    const { capabilities } = await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: { publishDiagnostics: { versionSupport: true }, diagnostic: {}, synchronization: {} },
      },
    });
    session.ready = performance.now() - start;
    session.pulls = capabilities.diagnosticProvider !== undefined && name === "Plimsoll";
    connection.sendNotification("initialized", {});
    connection.sendNotification("workspace/didChangeConfiguration", { settings });
    await idle(500);
    return session;
  }

  async open(uri, text) {
    const start = performance.now();
    await this.#diagnosed(uri, () =>
      this.connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "yaml", version: 1, text },
      }),
    );
    this.opened = performance.now() - start;
    await idle(500);
    // Warm up, as a person would: the first keystrokes run code that is not compiled yet.
    for (let round = 0; round < 20; round++) {
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: round % 2 === 0 ? 0 : 1 } };
      await this.#change(uri, { range, text: round % 2 === 0 ? " " : "" });
    }
    await idle(500);
  }

  /** One keystroke: how long until its diagnostics are there, and the processor time up to 20 ms later. */
  async type(uri, edit) {
    const before = cpuTime(this.server.pid);
    const start = performance.now();
    await this.#change(uri, edit);
    this.latencies.push(performance.now() - start);
    await idle(20);
    this.cpus.push(cpuTime(this.server.pid) - before);
  }

  figures() {
    return {
      name: this.name,
      ready: this.ready,
      opened: this.opened,
      latency50: quantile(this.latencies, 0.5),
      latency95: quantile(this.latencies, 0.95),
      cpu50: quantile(this.cpus, 0.5),
      cpu95: quantile(this.cpus, 0.95),
      rss: peakMemory(this.server.pid),
      problems: this.#problems,
    };
  }

  stop() {
    this.connection.dispose();
    this.server.kill("SIGKILL");
  }

  #change(uri, change) {
    return this.#diagnosed(uri, () =>
      this.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version: ++this.#version },
        contentChanges: [change],
      }),
    );
  }

  /** Does something to a document and waits for its diagnostics. */
  async #diagnosed(uri, act) {
    if (this.pulls) {
      act();
      const report = await this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
      this.#problems = report.items?.length ?? this.#problems;
      return;
    }
    const shown = new Promise((resolve) => {
      this.#waiting = resolve;
    });
    act();
    await shown;
  }
}

const idle = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** The processor time of all threads of a process so far, in milliseconds (/proc/PID/stat has ticks of 10 ms only). */
export function cpuTime(pid) {
  let total = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      total += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // The thread has ended meanwhile.
    }
  }
  return total / 1e6;
}

/** The most memory that a process has had resident, in megabytes. */
const peakMemory = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
