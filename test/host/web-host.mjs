import { readdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, posix, relative, resolve } from "node:path";
import { VSCODE } from "./node-host.mjs";
import { QUIET } from "./settings.mjs";

const WORKBENCH = "/vs/out/vs/code/browser/workbench/workbench.js";

/**
 * Serves VS Code as files alone, as vscode.dev does: extensions run in a web worker, the folder is a virtual file system, edits stay in memory.
 *
 * @param {{ folder: string, openFile?: string, developed: string, tests?: string, settings?: object }} options
 */
export async function openWebHost(options) {
  const folders = {
    "/vs": VSCODE,
    "/developed": resolve(options.developed),
    "/folder-provider": join(import.meta.dirname, "node_modules/@vscode/test-web/fs-provider"),
    "/static/mount": resolve(options.folder),
  };
  const workbench = withoutRemote(await readFile(join(VSCODE, WORKBENCH.slice("/vs/".length)), "utf8"));
  const product = JSON.parse(await readFile(join(VSCODE, "product.json"), "utf8"));
  const server = createServer(async ({ url, headers }, response) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const path = posix.normalize(decodeURIComponent(pathname));
    try {
      if (path === "/") return answer(response, "text/html", page(options, headers.host, product));
      if (path === WORKBENCH) return answer(response, "text/javascript", workbench);
      await serveFile(response, folders, path, searchParams);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: urlOf(options, server.address().port), close: () => server.close().closeAllConnections() };
}

/** code-server's build always has a server behind it, and keeps the user's data there: undone as it is served. */
function withoutRemote(workbench) {
  const once = (text, pattern, replacement) => {
    const count = [...text.matchAll(pattern)].length;
    if (count !== 1) throw new Error(`${pattern} is found ${count} times in VS Code's workbench.js, and not once.`);
    return text.replace(pattern, replacement);
  };
  return once(
    once(workbench, /,remoteAuthority:location\.host\}/g, "}"),
    /\((\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\),"User"\)/g,
    '($1.file("/").with({scheme:$2.vscodeUserData}),"User")',
  );
}

function page({ developed, tests, settings }, authority, product) {
  const at = (path) => ({ scheme: "http", authority, path });
  const configuration = {
    folderUri: { scheme: "vscode-test-web", authority: "mount", path: "/" },
    userDataPath: "/",
    callbackRoute: "/callback",
    additionalBuiltinExtensions: [at("/folder-provider")],
    enableWorkspaceTrust: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    developmentOptions: {
      logLevel: 3,
      extensions: [at("/developed")],
      ...(tests && {
        enableSmokeTestDriver: true,
        // VS Code looks for the host that runs the tests by the extension that holds them.
        extensionTestsPath: at(`/developed/${relative(resolve(developed), resolve(tests))}`),
      }),
    },
    configurationDefaults: { ...QUIET, ...settings },
    productConfiguration: {
      ...product,
      enableTelemetry: false,
      extensionsGallery: undefined,
      extensionEnabledApiProposals: { "vscode.vscode-test-web-fs": ["fileSearchProvider", "textSearchProvider"] },
      webEndpointUrlTemplate: `http://${authority}/vs`,
      webviewContentExternalBaseUrlTemplate: `http://${authority}/vs/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
  const attribute = JSON.stringify(configuration).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8">
    <link rel="icon" href="data:,">
    <meta id="vscode-workbench-web-configuration" data-settings="${attribute}">
    <link rel="stylesheet" href="/vs/out/vs/code/browser/workbench/workbench.css">
  </head>
  <body aria-label=""></body>
  <script>globalThis._VSCODE_FILE_ROOT = new URL("/vs/out/", location).toString();</script>
  <script type="module" src="/vs/out/nls.messages.js"></script>
  <script type="module" src="${WORKBENCH}"></script>
</html>`;
}

async function serveFile(response, folders, path, asked) {
  const [prefix, folder] = Object.entries(folders).find(([it]) => path === it || path.startsWith(`${it}/`));
  const file = join(folder, path.slice(prefix.length));
  if (asked.has("stat")) return answerJson(response, () => statOf(file));
  if (asked.has("readdir")) return answerJson(response, () => entriesOf(file));
  answer(response, MEDIA_TYPES[extname(file)] ?? "application/octet-stream", await contentOf(file, path));
}

async function statOf(file) {
  const entry = await stat(file);
  return { type: typeOf(entry), ctime: entry.ctimeMs, mtime: entry.mtimeMs, size: entry.size };
}

async function entriesOf(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
}

/** As the folder provider counts: a file, a folder, something else. */
const typeOf = (entry) => (entry.isFile() ? 1 : entry.isDirectory() ? 2 : 0);

async function contentOf(file, path) {
  try {
    return await readFile(file);
  } catch (error) {
    // Of VS Code's own extensions only the Node halves are in the package: an empty one keeps the others quiet.
    if (/^\/vs\/extensions\/.*\.js$/.test(path)) return "exports.activate = () => {};";
    throw error;
  }
}

async function answerJson(response, ask) {
  const found = await ask().catch((error) => ({ error: error.code }));
  answer(response, "application/json", JSON.stringify(found));
}

function answer(response, type, body) {
  const headers = { "content-type": type, "cache-control": "no-cache", "cross-origin-resource-policy": "cross-origin" };
  response.writeHead(200, headers).end(body);
}

function urlOf({ folder, openFile }, port) {
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (openFile) {
    const file = `vscode-test-web://mount/${relative(resolve(folder), resolve(openFile))}`;
    url.searchParams.set("payload", JSON.stringify([["openFile", file]]));
  }
  return url.href;
}

const MEDIA_TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};
