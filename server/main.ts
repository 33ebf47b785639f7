import { setFlagsFromString } from "node:v8";
import type { Connection } from "vscode-languageserver";

/** The transports that an editor may name: then, and where nobody says anything, this is a language server. */
const TRANSPORT = /^--(?:stdio|node-ipc|socket|pipe|clientProcessId)(?:=|$)/;

const argv = process.argv.slice(2);
const [first = process.stdin.isTTY ? "--help" : "--stdio"] = argv;
// An editor waits for this one: it is not to wait for the prompt to be read, too.
if (TRANSPORT.test(first) || argv.join(" ") === "lsp --stdio") void startServer();
else void prompt();

/** Serves until the editor says goodbye or is gone. */
async function startServer(): Promise<void> {
  // What a keystroke leaves behind is garbage: the heap is to grow slowly, not fourfold (677 to 399 MB on one large document).
  setFlagsFromString("--heap-growing-percent=20");
  const [{ createConnection, ProposedFeatures }, { rules }, { serve }, { readFile }] = await Promise.all([
    import("vscode-languageserver/node"),
    import("../rules/index.ts"),
    import("./server.ts"),
    import("./read-file.ts"),
  ]);
  const isNamed = argv.some((it) => TRANSPORT.test(it) && !it.startsWith("--clientProcessId"));
  const connection: Connection = isNamed
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  serve(connection, rules, readFile);
  await new Promise<void>(() => {});
}

async function prompt(): Promise<void> {
  const { run } = await import("./cli/index.ts");
  process.exitCode = await run(argv.length === 0 ? [first] : argv, {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    serve: startServer,
  });
}
