import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { promisify } from "node:util";
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { bundleSuite } from "../suite/bundle.mjs";
import { canServe } from "./install.mjs";

const root = join(import.meta.dirname, "../..");

/**
 * Runs the suite inside a real VS Code, and counts.
 *
 * @param {{ host: "node" | "web", developed?: string, vsix?: string }} what An extension's source folder, or one that is packed.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSuite({ host, developed = root, vsix }) {
  const work = mkdtempSync(join(tmpdir(), "plimsoll-suite-"));
  try {
    const executable = canServe ? join(import.meta.dirname, "code.mjs") : await downloadAndUnzipVSCode();
    // The tests type and save.
    const folder = join(work, "workspace");
    cpSync(join(root, "test/suite/fixtures"), folder, { recursive: true });
    const profile = [`--user-data-dir=${work}/user`, `--extensions-dir=${work}/extensions`];
    if (vsix) await installInto(profile, executable, vsix);

    const told = new Told();
    const ended = runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: vsix ? emptyExtension(work) : developed,
      extensionTestsPath: await bundleSuite(),
      launchArgs: [folder, ...profile, ...(host === "web" ? ["--extensionDevelopmentKind=web"] : [])],
      stdout: told,
      stderr: told,
    });
    const crashed = await ended.then(
      () => undefined,
      (error) => error,
    );
    return counted(told, { host, vsix, crashed });
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function installInto(profile, executable, vsix) {
  const [command, ...args] = canServe
    ? [executable]
    : resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const shell = process.platform === "win32";
  await promisify(execFile)(command, [...args, ...profile, "--install-extension", vsix], { shell });
}

/** VS Code runs tests only while an extension is developed. */
function emptyExtension(work) {
  const folder = join(work, "empty");
  mkdirSync(folder);
  const manifest = { name: "empty", publisher: "plimsoll", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

/** What the tests print: kept, and shown as it comes, without its marks. */
class Told extends Writable {
  text = "";

  _write(bytes, _encoding, done) {
    this.text += bytes;
    process.stdout.write(String(bytes).replace(/^\[test\] /gm, ""));
    done();
  }
}

function counted({ text }, { host, vsix, crashed }) {
  const [line] = text.match(/\{"passed":.*\}/) ?? [];
  if (!line) throw crashed ?? new Error("VS Code ran no test.");
  const result = JSON.parse(line);
  if (result.host !== host) throw new Error(`The tests ran in the ${result.host} host in place of the ${host} host.`);
  if (vsix && !result.extension.includes("/extensions/")) {
    throw new Error(`The extension under test came from ${result.extension} in place of the VSIX.`);
  }
  if (result.pending > 0) throw new Error(`${result.pending} tests were skipped.`);
  return { passed: result.passed, failed: result.failed };
}
