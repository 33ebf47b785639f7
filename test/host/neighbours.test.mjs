import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packNeighbours } from "./neighbours.mjs";
import { openWindow } from "./window.mjs";

const BROKEN = `apiVersion: v1
kind: Pod
metadata:
  name: debug
  name: again
spec:
  containers:
    - name: shell
      securityContext:
        privileged: true
      image: "busybox:1.37
`;

test("beside the YAML and Kubernetes extensions, nothing is said twice", { timeout: 90_000 }, async () => {
  const work = mkdtempSync(join(tmpdir(), "plimsoll-neighbours-"));
  const extensions = await packNeighbours(work);
  const { page, close } = await openWindow({ file: "broken.yaml", text: BROKEN, extensions });
  try {
    await page.locator(".squiggly-error").first().waitFor();
    await page.keyboard.press("Control+Shift+M");
    const rows = page.locator(".markers-panel .monaco-list-row");
    await rows.filter({ hasText: "privileged-container" }).waitFor();
    for (const theirs of ["Map keys must be unique", "Missing closing"]) {
      await rows.filter({ hasText: theirs }).first().waitFor();
    }
    const said = await rows.allTextContents();
    expect(said.filter((row) => row.includes("invalid-yaml") || row.includes("duplicate-key"))).toEqual([]);
  } finally {
    await close();
    rmSync(work, { recursive: true, force: true });
  }
});
