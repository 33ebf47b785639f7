// `npm test`: all that can be tested on this machine, from nothing, with one line at the end that sums it up.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installChromium } from "./host/chromium.mjs";
import { canServe, install } from "./host/install.mjs";
import { build, installProject, pack, run, say } from "./prepare.mjs";

const work = mkdtempSync(join(tmpdir(), "plimsoll-test-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

const vsix = join(work, "plimsoll.vsix");
const total = { passed: 0, failed: 0 };

const installed = await step("Install what is missing", async () => {
  await installProject();
  if (canServe) {
    await install(say);
    await installChromium(say);
  }
});
if (installed) {
  await step("Biome", () => run("npx", ["biome", "check"]));
  await step("TypeScript", () => run("npx", ["tsc"]));
  await step("Unit tests", () => vitest("--no-isolate", "--exclude", "test/{corpora,built,host,bench,suite}/**"));
  await step("Build", build);
  await step("Corpora and oracles", () => vitest("test/corpora/"));
  await step("Built bundles", () => vitest("test/built/"));
  await step("Package", () => pack(vsix));
  await inVsCode();
}

const summary = `${total.passed} passed, ${total.failed} failed`;
console.log(`\n${summary}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** The same suite in each host, and the window as its user sees it. */
async function inVsCode() {
  const suite = async (options) => (await import("./host/suite.mjs")).runSuite(options);
  const node = await step("Inside VS Code, in the Node extension host", () => suite({ host: "node" }));
  const web = await step("Inside VS Code, in the web worker extension host", () => suite({ host: "web" }));
  const packed = await step("Inside VS Code, from the VSIX", () => suite({ host: "node", vsix }));
  await step("The same tests in each", () => {
    const counts = [node, web, packed].map((it) => (it ? it.passed + it.failed : 0));
    if (new Set(counts).size > 1)
      throw new Error(`There ran ${counts.join(", ")} tests, and not the same ones in each.`);
  });
  if (canServe) {
    await step("VS Code's window", () => vitest("test/host/", { env: { ...process.env, PLIMSOLL_VSIX: vsix } }));
  } else {
    console.log(
      "\nVS Code's window is looked at on 64-bit Linux on Intel only: its tests are left out on this machine.",
    );
  }
}

/** Does one thing and counts the tests that it ran. A step that breaks, or that should have run tests and ran none, counts as a failed test. */
async function step(title, act) {
  console.log(`\n━━ ${title}`);
  const start = performance.now();
  try {
    const counts = await act();
    total.passed += counts?.passed ?? 0;
    total.failed += counts?.failed ?? 0;
    if (counts && counts.passed + counts.failed === 0) throw new Error("No test was run.");
    return counts ?? {};
  } catch (error) {
    total.failed += 1;
    console.error(`${title}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  } finally {
    console.log(`   ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}

async function vitest(...args) {
  const options = typeof args.at(-1) === "object" ? args.pop() : {};
  const file = join(work, "vitest.json");
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const broken = await run("npx", ["vitest", "run", "--testTimeout=60000", ...args, ...reporters], options).catch(
    (error) => error,
  );
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = read(file, broken);
  const leftOut = numPendingTests + numTodoTests;
  if (leftOut > 0) console.log(`${leftOut} tests were left out.`);
  // A file that cannot be loaded, or an error outside of all tests, is none of its counts.
  return { passed, failed: broken && failed === 0 ? 1 : failed };
}

function read(file, broken) {
  try {
    return JSON.parse(readFileSync(file));
  } catch (error) {
    throw broken ?? error;
  }
}
