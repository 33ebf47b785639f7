import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MENDED, ONE_RULE, PRIVILEGED } from "./pods.ts";
import { folder, plimsoll } from "./prompt.ts";

const read = (root: string, file: string) => readFileSync(join(root, file), "utf8");

const REVIEW = `fix ${ONE_RULE} --review`;

describe("fix", () => {
  test("mends what it may, and exits as check would on what remains", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    expect(await plimsoll(REVIEW, { in: root })).toEqual({
      status: 0,
      out: "No problems in 1 file.\nMended 1 file.\n",
      err: "",
    });
    expect(read(root, "web.yaml")).toBe(MENDED);
    expect(readdirSync(root)).toEqual(["web.yaml"]);
    expect((await plimsoll(REVIEW, { in: root })).out).toContain("Mended 0 files.");
  });

  test("makes no fix that wants a look or a value without being told", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    for (const flags of ["", "--choose"]) {
      expect(await plimsoll(`fix ${ONE_RULE} ${flags}`, { in: root })).toMatchObject({ status: 1 });
      expect(read(root, "web.yaml")).toBe(PRIVILEGED);
    }
  });

  test("keeps mode, byte order mark and line ends", async () => {
    const root = folder({ "web.yaml": `\uFEFF${PRIVILEGED.replaceAll("\n", "\r\n")}` });
    chmodSync(join(root, "web.yaml"), 0o640);
    await plimsoll(REVIEW, { in: root });
    expect(read(root, "web.yaml")).toBe(`\uFEFF${MENDED.replaceAll("\n", "\r\n")}`);
    expect(statSync(join(root, "web.yaml")).mode & 0o777).toBe(0o640);
  });

  test("leaves alone what is no UTF-8", async () => {
    const broken = Buffer.concat([Buffer.from("# \xff\n", "latin1"), Buffer.from(PRIVILEGED)]);
    const root = folder({ "web.yaml": broken });
    expect(await plimsoll(REVIEW, { in: root })).toMatchObject({ status: 2 });
    expect(readFileSync(join(root, "web.yaml"))).toEqual(broken);
  });

  test("follows no symbolic link out of the folder", async () => {
    const root = folder({ "in/link.yaml/keep.yaml": "", "in/own.yaml": PRIVILEGED, "out/web.yaml": PRIVILEGED });
    symlinkSync(join(root, "out/web.yaml"), join(root, "in/out.yaml"));
    symlinkSync("own.yaml", join(root, "in/beside.yaml"));
    expect(await plimsoll(`${REVIEW} in/out.yaml in/beside.yaml`, { in: root })).toMatchObject({
      status: 2,
      err: "plimsoll: in/out.yaml: It is not written: its symbolic link leads out of the folder.\n",
    });
    expect(read(root, "out/web.yaml")).toBe(PRIVILEGED);
    expect(read(root, "in/own.yaml")).toBe(MENDED);
    expect(lstatSync(join(root, "in/beside.yaml")).isSymbolicLink()).toBe(true);
  });

  test("says what remains as json, too", async () => {
    const { out } = await plimsoll(`fix ${ONE_RULE} --format json`, { in: folder({ "web.yaml": PRIVILEGED }) });
    expect(JSON.parse(out).summary).toMatchObject({ error: 1 });
  });
});

describe("fix --diff", () => {
  test("shows what would change, and writes nothing", async () => {
    const root = folder({ "shop/web.yaml": PRIVILEGED, "shop/good.yaml": MENDED });
    expect(await plimsoll(`${REVIEW} --diff`, { in: root })).toEqual({
      status: 1,
      out: `--- a/shop/web.yaml
+++ b/shop/web.yaml
@@ -7,5 +7,4 @@
     - name: web
       image: nginx:1.27
       securityContext:
-        privileged: true # to be sure
         runAsNonRoot: true
`,
      err: "",
    });
    expect(read(root, "shop/web.yaml")).toBe(PRIVILEGED);
    expect(await plimsoll(`${REVIEW} --diff shop/good.yaml`, { in: root })).toEqual({ status: 0, out: "", err: "" });
  });
});

describe("fix -", () => {
  test("writes the mended text, and what remains on standard error", async () => {
    const root = folder();
    expect(await plimsoll(`${REVIEW} -`, { in: root, stdin: `\uFEFF${PRIVILEGED}` })).toEqual({
      status: 0,
      out: `\uFEFF${MENDED}`,
      err: "",
    });
    const unmended = await plimsoll(`fix ${ONE_RULE} -`, { in: root, stdin: PRIVILEGED });
    expect(unmended).toMatchObject({ status: 1, out: PRIVILEGED });
    expect(unmended.err).toContain('Container "web" is privileged.');
  });
});
