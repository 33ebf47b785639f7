import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Says what is done now: for steps that may take longer than two seconds. */
export const say = (what) => console.log(`› ${what} …`);

/** Installs the project's own packages, where they are not as the lock file wants them. */
export async function installProject() {
  if (isInstalled()) return;
  say("Installing Plimsoll's packages");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

export async function build() {
  say("Building Plimsoll");
  await run("npm", ["run", "--silent", "build"]);
}

/** Packs what is built as a VSIX. */
export async function pack(vsix) {
  say("Packing the extension");
  await run("npm", ["run", "--silent", "vsix", "--", "--out", vsix], { quiet: true });
}

/** Runs a program in the project's folder; fails if the program does. Of one that is quiet, only a failure is shown. */
export function run(command, args, { quiet = false, env = process.env, cwd = root } = {}) {
  return new Promise((ended, failed) => {
    const stdio = quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"];
    // On Windows npm is no program but a script.
    const child = spawn(command, args, { cwd, env, stdio, shell: process.platform === "win32" });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => (output += bytes));
    child.on("error", failed);
    child.on("close", (code, signal) => {
      if (code === 0) return ended();
      if (output) console.error(output);
      failed(new Error(`${[command, ...args].join(" ")} ended with ${code ?? signal}.`));
    });
  });
}

function isInstalled() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const [wanted, there] = [join(root, "package-lock.json"), installed].map(
    (file) => JSON.parse(readFileSync(file)).packages,
  );
  return Object.entries(wanted).every(
    // Optional ones are made for other machines.
    ([path, { version, optional }]) => path === "" || optional || there[path]?.version === version,
  );
}
