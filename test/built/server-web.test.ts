import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  type Disposable,
  type Message,
} from "vscode-languageserver/node";
import { Editor } from "../support/editor.ts";
import { DEPLOYMENT } from "../support/pods.ts";

const bundle = fileURLToPath(new URL("../../dist/web/server.js", import.meta.url));
const uri = "vscode-vfs://github/shop/pod.yaml";

/** What the server's bundle finds in a web worker: nothing of Node. */
interface Worker {
  postMessage: (message: Message) => void;
  onmessage?: (event: { readonly data: Message }) => void;
  readonly addEventListener: () => void;
}

class Reader extends AbstractMessageReader {
  constructor(private readonly worker: Worker) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    this.worker.postMessage = (message) => setImmediate(callback, structuredClone(message));
    return { dispose: () => {} };
  }
}

class Writer extends AbstractMessageWriter {
  constructor(private readonly worker: Worker) {
    super();
  }

  async write(message: Message): Promise<void> {
    setImmediate(() => this.worker.onmessage?.({ data: structuredClone(message) }));
  }

  end(): void {}
}

test("what is built for the web serves an editor in a worker, where nothing of Node is", async () => {
  if (!existsSync(bundle)) throw new Error("dist/web/server.js is absent: build first.");
  const worker: Worker = { postMessage: () => {}, addEventListener: () => {} };
  const context = createContext({
    self: worker,
    setTimeout,
    clearTimeout,
    setInterval,
    TextEncoder,
    TextDecoder,
    console,
  });
  runInContext(readFileSync(bundle, "utf8"), context);

  const editor = new Editor(createProtocolConnection(new Reader(worker), new Writer(worker)));
  await editor.initialize({ initializationOptions: { pages: "page:" } });
  await editor.open(uri, DEPLOYMENT);
  const diagnostics = await editor.diagnostics(uri);
  expect(diagnostics.map(({ codeDescription }) => codeDescription?.href)).toContain("page:privileged-container");

  const actions = await editor.actions(uri, editor.rangeOf(uri, "nginx"), ["refactor.rewrite"]);
  await editor.change(uri, { text: await editor.after(uri, actions.at(-1)) });
  expect(await editor.actions(uri, editor.rangeOf(uri, "nginx"), ["refactor.rewrite"])).toEqual([]);
  await editor.configure({ exclude: ["pod.yaml"] });
  expect(await editor.diagnostics(uri)).toEqual([]);
});
