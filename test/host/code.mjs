#!/usr/bin/env node
// Stands in for the desktop's `code` where there is none: takes the arguments that @vscode/test-electron passes,
// and ends with the exit code that VS Code reports.
import { appendFileSync, existsSync, statSync, writeFileSync } from "node:fs";
import { format, parseArgs } from "node:util";
import { launchChromium } from "./chromium.mjs";
import { installExtension, openNodeHost } from "./node-host.mjs";
import { openWebHost } from "./web-host.mjs";

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionDevelopmentKind: { type: "string" },
    extensionTestsPath: { type: "string" },
    "extensions-dir": { type: "string" },
    "install-extension": { type: "string" },
    "user-data-dir": { type: "string" },
  },
});

const { PLIMSOLL_TEST_LOG: log, PLIMSOLL_TEST_SECONDS: seconds = "300" } = process.env;

// Only an orderly exit ends VS Code's server.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

if (log) writeFileSync(log, "");
try {
  process.exitCode = values["install-extension"]
    ? await installExtension(values["install-extension"], values["extensions-dir"])
    : await run();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

async function run() {
  const options = {
    folder: positionals.find((path) => existsSync(path) && statSync(path).isDirectory()) ?? process.cwd(),
    developed: values.extensionDevelopmentPath,
    tests: values.extensionTestsPath,
    extensions: values["extensions-dir"],
  };
  const host = values.extensionDevelopmentKind === "web" ? await openWebHost(options) : await openNodeHost(options);
  let browser;
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const result = resultOf(page);
    await page.goto(host.url);
    return await result;
  } finally {
    await browser?.close();
    host.close();
  }
}

/** The two functions that VS Code looks for in its page tell of each line of its log, and of the tests' end. */
async function resultOf(page) {
  return new Promise((ended, failed) => {
    page.exposeFunction("codeAutomationLog", (type, args) => show(type, format(...args)));
    page.exposeFunction("codeAutomationExit", ended);
    page.on("crash", () => failed(new Error("VS Code's page crashed.")));
    setTimeout(() => failed(new Error(`The tests did not end within ${seconds} s.`)), seconds * 1000).unref();
  });
}

function show(type, line) {
  if (log) appendFileSync(log, `${type} ${line}\n`);
  // The whole log of VS Code passes here: the tests' own lines are marked.
  if (line.startsWith("[test] ")) console.log(line.slice("[test] ".length));
}
