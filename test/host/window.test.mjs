import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { command, goTo, openWindow } from "./window.mjs";

const PRIVILEGED = { line: 35, column: 26 };
const SECONDS = 1000;
const PATIENCE = { timeout: 20 * SECONDS };

describe("someone opens a folder of manifests", { timeout: 60 * SECONDS }, () => {
  let window;
  const text = () => readFileSync(join(window.folder, "storefront.yaml"), "utf8");
  const before = () => readFileSync(join(import.meta.dirname, "../../demo/storefront.yaml"), "utf8");

  beforeAll(async () => {
    window = await openWindow({ file: "storefront.yaml" });
  }, 60 * SECONDS);
  afterAll(() => window?.close());

  test("what is insecure is underlined", async () => {
    await window.page.locator(".squiggly-error").first().waitFor();
    expect(await window.page.locator(".squiggly-warning").count()).toBeGreaterThan(0);
  });

  test("the Problems panel has a row for it", async () => {
    await window.page.keyboard.press("Control+Shift+M");
    const row = window.page.locator(".markers-panel .monaco-list-row", { hasText: "is privileged." });
    await row.waitFor();
    expect(await row.textContent()).toContain("privileged-container");
    await window.page.keyboard.press("Control+j");
  });

  test("the language's status counts it", async () => {
    await window.page.locator('.statusbar-item[id="status.languageStatus"]').hover();
    await window.page.locator(".hover-language-status", { hasText: "1 error" }).waitFor();
  });

  test("the name behind it opens the rule's page", async () => {
    await window.page.locator(".view-lines .view-line", { hasText: "privileged: true" }).getByText("true").hover();
    await window.page.locator(".monaco-hover a", { hasText: "privileged-container" }).first().click();
    const page = await frameWith(window.page, "A container may not be privileged");
    expect(await page.locator("h1").textContent()).toContain("privileged-container");
    await window.page.keyboard.press("Escape");
    await command(window.page, "View: Close Editor");
  });

  test("hardening opens a preview, and does all at once", async () => {
    await window.page.locator(".view-lines").first().click();
    await goTo(window.page, 19, 18);
    await window.page.keyboard.press("Control+Shift+r");
    await window.page.locator(".action-widget .monaco-list-row", { hasText: "Harden" }).first().click();
    const preview = window.page.locator(".bulk-edit-panel");
    await preview.locator("input[type=checkbox], .monaco-checkbox").first().click();
    await preview.locator(".monaco-button", { hasText: "Apply" }).click();
    await expect.poll(() => window.page.locator(".squiggly-error").count(), PATIENCE).toBe(0);
    await command(window.page, "File: Save");
    await expect.poll(text, PATIENCE).toContain("runAsNonRoot: true");
    expect(text()).toContain("# FIXME: pin before the sale");
    await window.page.locator(".view-lines").first().click();
    await window.page.keyboard.press("Control+z");
    await command(window.page, "File: Save");
    await expect.poll(text, PATIENCE).toBe(before());
  });

  test("Ctrl+. and Enter mend it, and nothing else, on disk", async () => {
    await window.page.locator(".view-lines").first().click();
    await goTo(window.page, PRIVILEGED.line, PRIVILEGED.column);
    await window.page.keyboard.press("Control+.");
    const first = window.page.locator(".action-widget .monaco-list-row.action").first();
    await first.waitFor();
    expect(await first.textContent()).toContain("Remove privileged");
    await window.page.keyboard.press("Enter");
    await expect.poll(() => window.page.locator(".squiggly-error").count(), PATIENCE).toBe(0);
    await command(window.page, "File: Save");
    const mended = before().replace(
      / {10}securityContext:\n {12}privileged: true # nginx could not write its cache without it\n/,
      "",
    );
    await expect.poll(text, PATIENCE).toBe(mended);
  });
});

describe("someone does not trust the folder", { timeout: 60 * SECONDS }, () => {
  test("it is judged all the same", async () => {
    const { page, close } = await openWindow({ file: "storefront.yaml", askTrust: true });
    try {
      await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
      await page.locator(".squiggly-error").first().waitFor();
    } finally {
      await close();
    }
  });
});

/** The webview whose document holds a text. */
async function frameWith(page, text) {
  let found;
  await expect
    .poll(
      async () => {
        for (const frame of page.frames()) {
          const body = await frame
            .locator("body")
            .textContent({ timeout: SECONDS })
            .catch(() => "");
          if (body?.includes(text) && frame !== page.mainFrame()) found = frame;
        }
        return found !== undefined;
      },
      { timeout: 20 * SECONDS },
    )
    .toBe(true);
  return found;
}
