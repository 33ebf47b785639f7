import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, root } from "../prepare.mjs";
import { launchChromium } from "./chromium.mjs";
import { openNodeHost } from "./node-host.mjs";

/** Opens VS Code on a copy of `demo/`, with the packed extension installed, as a user sees it. */
export async function openWindow({
  file,
  extensions = [],
  size = { width: 1280, height: 800 },
  scale = 1,
  ...options
}) {
  const work = mkdtempSync(join(tmpdir(), "plimsoll-window-"));
  const folder = join(work, "shop");
  cpSync(join(root, "demo"), folder, { recursive: true, filter: (path) => !path.endsWith("pictures") });
  const vsix = [await packed(work), ...extensions];
  const openFile = file && join(folder, file);
  const host = await openNodeHost({ folder, openFile, vsix, ...options });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  await page.goto(host.url);
  await page.locator(".monaco-workbench").waitFor();
  const close = async () => {
    await browser.close();
    host.close();
    rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return { page, folder, close };
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
