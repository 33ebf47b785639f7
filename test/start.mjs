// `npm start [folder]`: what Plimsoll finds in a folder, in the terminal and in a real VS Code.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { canServe, install } from "./host/install.mjs";
import { build, installProject, pack, root, run, say } from "./prepare.mjs";

const calledFrom = process.env.INIT_CWD ?? process.cwd();
const [asked] = process.argv.slice(2);
const folder = asked === undefined ? join(root, "demo") : resolve(calledFrom, asked);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`There is no folder ${folder}.`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), "plimsoll-start-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

await installProject();
await build();
console.log();
spawnSync(process.execPath, [join(root, "dist/server.cjs"), "check", folder], { cwd: calledFrom, stdio: "inherit" });
console.log();
if (!(await openDesktop())) await (canServe ? serve() : fetchDesktop());

/** Opens the desktop's VS Code, if there is one, and leaves it open. */
async function openDesktop() {
  const finder = process.platform === "win32" ? "where" : "which";
  if (spawnSync(finder, ["code"]).status !== 0) return false;
  say("Opening VS Code");
  try {
    await run("code", ["--new-window", `--extensionDevelopmentPath=${root}`, folder]);
    return true;
  } catch (error) {
    console.error(`${error.message} There is another way:`);
    return false;
  }
}

/** Serves VS Code to a browser until it is interrupted. */
async function serve() {
  await install(say);
  const vsix = join(work, "plimsoll.vsix");
  await pack(vsix);
  say("Starting VS Code");
  const { openNodeHost } = await import("./host/node-host.mjs");
  const { url, close } = await openNodeHost({ folder, vsix: [vsix], token: randomBytes(16).toString("hex") });
  console.log(`\nVS Code with Plimsoll is served to this machine alone. Open\n\n  ${url}\n\nCtrl-C ends it.`);
  await new Promise((interrupted) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupted);
  });
  close();
  // npm passes on the signal that the terminal has sent already: the second one may not meet a process that is on its way out.
  await new Promise((passed) => setTimeout(passed, 200));
  process.exit(0);
}

/** Fetches a VS Code for the desktop, and opens it until its window is closed. */
async function fetchDesktop() {
  say("Fetching VS Code");
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  const executable = await downloadAndUnzipVSCode();
  const profile = [`--user-data-dir=${work}/user`, `--extensions-dir=${work}/extensions`];
  const args = [...profile, "--disable-workspace-trust", `--extensionDevelopmentPath=${root}`, folder];
  await new Promise((closed) => spawn(executable, args, { stdio: "ignore" }).on("close", closed));
}
