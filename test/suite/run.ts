/// <reference types="mocha" />
// Mocha's own file for browsers: it wants nothing of Node, so the same bundle runs in both extension hosts.
import "mocha/mocha.js";
import { extension } from "./editor.ts";

declare const mocha: Mocha;

/** Called by VS Code, in whichever of its extension hosts: runs all tests and tells the runner how they went. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (template = "", ...values) => say(filled(String(template), values));
  mocha.ui("tdd").reporter(Mocha.reporters.Spec).timeout(60_000);
  await import("./diagnostics.test.ts");
  await import("./fixes.test.ts");
  await import("./silence.test.ts");
  await import("./settings.test.ts");
  await import("./project.test.ts");
  await import("./pages.test.ts");
  await import("./commands.test.ts");

  const { passes, failures, pending } = await stats();
  const host = "importScripts" in globalThis ? "web" : "node";
  say(JSON.stringify({ passed: passes, failed: failures, pending, host, extension: extension().extensionUri.path }));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

const stats = () =>
  new Promise<Mocha.Stats>((ended) => {
    // Its own `run` wants a page's address.
    const runner = Mocha.prototype.run.call(mocha, () => ended(runner.stats as Mocha.Stats));
  });

/** The console's lines pass through VS Code's log to the runner, which shows the marked ones. */
const say = (line: string) => {
  for (const part of line.split("\n")) console.log(`[test] ${part}`);
};

function filled(template: string, values: unknown[]): string {
  return template.replace(/%[sdifj%]/g, (mark) => (mark === "%%" ? "%" : String(values.shift())));
}
