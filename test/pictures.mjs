// `npm run pictures`: photographs the packed extension in a real VS Code, for the README.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installChromium } from "./host/chromium.mjs";
import { canServe, install } from "./host/install.mjs";
import { build, installProject, pack, root, say } from "./prepare.mjs";

if (!canServe) {
  console.error("Pictures are taken on 64-bit Linux on Intel only.");
  process.exit(2);
}

const album = join(root, "demo/pictures");
const work = mkdtempSync(join(tmpdir(), "plimsoll-pictures-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
process.env.PLIMSOLL_VSIX = join(work, "plimsoll.vsix");

await installProject();
await install(say);
await installChromium(say);
await build();
await pack(process.env.PLIMSOLL_VSIX);
mkdirSync(album, { recursive: true });

const SIZE = { width: 1080, height: 700 };
/** A window without what is not the matter. */
const SETTINGS = {
  "editor.minimap.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.activityBar.location": "hidden",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.statusBar.visible": false,
  "breadcrumbs.enabled": false,
  "diffEditor.hideUnchangedRegions.enabled": true,
  "diffEditor.renderSideBySide": false,
  "editor.guides.indentation": false,
  "editor.stickyScroll.enabled": false,
  "editor.fontSize": 13,
  "editor.lightbulb.enabled": "on",
};

// Only now there is a browser to import.
const { goTo, openWindow } = await import("./host/window.mjs");

await picture("problems", async (page, shoot) => {
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "privileged" }).waitFor();
  await goTo(page, 26, 1);
  await shoot();
});
await picture("fixes", async (page, shoot) => {
  await page.keyboard.press("Control+b");
  await goTo(page, 35, 27);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "Remove privileged" }).waitFor();
  await shoot();
});
await picture("harden", async (page, shoot) => {
  await page.keyboard.press("Control+b");
  await goTo(page, 19, 18);
  await page.keyboard.press("Control+Shift+r");
  await page.locator(".action-widget .monaco-list-row", { hasText: "Harden Deployment" }).click();
  const preview = page.locator(".bulk-edit-panel");
  await preview.locator("input[type=checkbox], .monaco-checkbox").first().click();
  await preview.locator(".monaco-list-row").nth(1).click();
  await page.locator(".diff-editor, .monaco-diff-editor").first().waitFor();
  await shoot();
});
await picture("rule", async (page, shoot) => {
  await page.keyboard.press("Control+b");
  await goTo(page, 40, 1);
  await page.locator(".view-line", { hasText: "privileged: true" }).getByText("true").hover();
  await page.locator(".monaco-hover a", { hasText: "privileged-container" }).first().waitFor();
  await shoot();
});

/** One picture of `demo/storefront.yaml`, after `act` has set the scene. */
async function picture(name, act) {
  say(`Taking ${name}.png`);
  const { page, close } = await openWindow({ file: "storefront.yaml", size: SIZE, scale: 2, settings: SETTINGS });
  try {
    await page.locator(".squiggly-warning").first().waitFor();
    await page.locator(".view-lines").first().click();
    await act(page, async () => {
      // What VS Code fades in and out has come to rest by then.
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(album, `${name}.png`) });
    });
  } finally {
    await close();
  }
}
