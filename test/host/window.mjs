import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, root } from "../prepare.mjs";
import { launchChromium } from "./chromium.mjs";
import { openNodeHost } from "./node-host.mjs";

const SIZE = { width: 1280, height: 800 };

/** Opens VS Code on a copy of `demo/`, with the packed extension installed, as a user sees it: at `file`, which holds `text` if that is given. */
export async function openWindow({ file, text, extensions = [], size = SIZE, scale = 1, ...options }) {
  const work = mkdtempSync(join(tmpdir(), "plimsoll-window-"));
  const open = [() => rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })];
  const close = async () => {
    for (const end of open.splice(0).reverse()) await end();
  };
  try {
    const folder = join(work, "shop");
    cpSync(join(root, "demo"), folder, { recursive: true, filter: (path) => !path.endsWith("pictures") });
    const openFile = file && join(folder, file);
    if (text) writeFileSync(openFile, text);
    const host = await openNodeHost({ folder, openFile, vsix: [await packed(work), ...extensions], ...options });
    open.push(host.close);
    const browser = await launchChromium();
    open.push(() => browser.close());
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
    await page.goto(host.url);
    await page.locator(".monaco-workbench").waitFor();
    return { page, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function packed(work) {
  if (process.env.PLIMSOLL_VSIX) return process.env.PLIMSOLL_VSIX;
  const vsix = join(work, "plimsoll.vsix");
  await pack(vsix);
  return vsix;
}

/** Does what the command palette offers under a title. */
export async function command(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().click();
}

/** Puts the cursor at a line and a column, as the editor counts them. */
export async function goTo(page, line, column) {
  await page.keyboard.press("Control+g");
  await page.locator(".quick-input-widget input").first().fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}
