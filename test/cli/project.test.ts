import { expect, test } from "vitest";
import { PRIVILEGED } from "./pods.ts";
import { folder, plimsoll } from "./prompt.ts";

/** The files and rules of what is said. */
async function said(command: string, root: string): Promise<readonly string[]> {
  const { out } = await plimsoll(`${command} --format json`, { in: root });
  return JSON.parse(out).problems.map((it: { file: string; rule: string }) => `${it.file} ${it.rule}`);
}

const OFF = "rules: { privileged-container: off }\n";

test("each file is judged by the nearest project's file above it", async () => {
  const root = folder({ "a/.plimsoll.yaml": OFF, "a/b/web.yaml": PRIVILEGED, "c/web.yaml": PRIVILEGED });
  const found = await said("check --preset none --select privileged-container", root);
  expect(found).toEqual(["a/b/web.yaml privileged-container", "c/web.yaml privileged-container"]);
  const recommended = await said("check", root);
  expect(recommended).toContain("c/web.yaml privileged-container");
  expect(recommended).not.toContain("a/b/web.yaml privileged-container");
  expect(await said("check --no-config", root)).toContain("a/b/web.yaml privileged-container");
  expect(await said("check --config a/.plimsoll.yaml c", root)).not.toContain("c/web.yaml privileged-container");
});

test("files above a repository do not count", async () => {
  const root = folder({ ".plimsoll.yaml": OFF, "shop/.git/HEAD": "", "shop/web.yaml": PRIVILEGED });
  expect(await said("check", root)).toContain("shop/web.yaml privileged-container");
});

test("what is excluded is left out, unless it is named, and then if that is asked for", async () => {
  const root = folder({ ".plimsoll.yaml": "exclude: [vendor]\n", "vendor/web.yaml": PRIVILEGED });
  expect(await said("check", root)).toEqual([]);
  expect(await said("check vendor/web.yaml", root)).toContain("vendor/web.yaml privileged-container");
  expect(await said("check --force-exclude vendor/web.yaml", root)).toEqual([]);
});

test("a broken file is told with its place and makes the exit status 2, and the rest of it counts", async () => {
  const root = folder({ ".plimsoll.yaml": `preset: stric\n${OFF}`, "web.yaml": PRIVILEGED });
  const { status, out, err } = await plimsoll("check", { in: root });
  expect(status).toBe(2);
  expect(err).toMatch(/^plimsoll: \.plimsoll\.yaml:1:9: "preset" is one of /);
  expect(out).not.toContain("privileged-container");
});

test("standard input is judged by the project's file above what it is called", async () => {
  const root = folder({ "a/.plimsoll.yaml": OFF });
  const judge = async (flags: string) =>
    (await plimsoll(`check ${flags} -`, { in: root, stdin: PRIVILEGED })).out.includes("privileged-container");
  expect(await judge("")).toBe(true);
  expect(await judge("--stdin-filename a/web.yaml")).toBe(false);
});

test("a project's file that is named and not there makes the exit status 2", async () => {
  const { status, err } = await plimsoll("check --config a.yaml", { in: folder() });
  expect({ status, err }).toEqual({ status: 2, err: "plimsoll: a.yaml: It does not exist.\n" });
});
