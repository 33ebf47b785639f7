import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LARGEST_FILE } from "../../server/cli/read-file.ts";
import { ONE_RULE, PRIVILEGED } from "./pods.ts";
import { folder, plimsoll } from "./prompt.ts";

/** The files that `check` speaks of. */
async function judged(root: string, paths = "."): Promise<readonly string[]> {
  const { out } = await plimsoll(`check ${ONE_RULE} --format json ${paths}`, { in: root });
  return JSON.parse(out).problems.map((it: { file: string }) => it.file);
}

describe("a folder is searched", () => {
  test("for manifests, but not in what is git's or npm's", async () => {
    const names = ["a.yaml", "b.yml", "c.json", "d.txt", ".hidden/e.yaml", ".git/f.yaml", "node_modules/g/g.yaml"];
    const root = folder(Object.fromEntries(names.map((it) => [it, PRIVILEGED])));
    expect(await judged(root)).toEqual([".hidden/e.yaml", "a.yaml", "b.yml", "c.json"]);
  });

  test("but not for what .gitignore leaves out, there, above, and below", async () => {
    const root = folder({
      "repository/.git/info/exclude": "/shop/excluded.yaml\n",
      "repository/.gitignore": "out/\n*.tmp.yaml\n!shop/kept.tmp.yaml\n",
      "repository/shop/.gitignore": "/own.yaml\n!out.yaml\n",
      ...Object.fromEntries(
        [
          "shop/web.yaml",
          "shop/excluded.yaml",
          "shop/own.yaml",
          "shop/deep/own.yaml",
          "shop/out/web.yaml",
          "shop/web.tmp.yaml",
          "shop/kept.tmp.yaml",
          "Out/web.yaml",
        ].map((it) => [`repository/${it}`, PRIVILEGED]),
      ),
      ".gitignore": "*.yaml",
    });
    expect(await judged(root, "repository")).toEqual(
      ["Out/web.yaml", "shop/deep/own.yaml", "shop/kept.tmp.yaml", "shop/web.yaml"].map((it) => `repository/${it}`),
    );
    expect(await judged(root, "repository/shop")).toEqual(
      ["deep/own.yaml", "kept.tmp.yaml", "web.yaml"].map((it) => `repository/shop/${it}`),
    );
    expect(await judged(root, "repository/shop/out")).toEqual(["repository/shop/out/web.yaml"]);
    expect(await judged(root, "repository/shop/own.yaml")).toEqual(["repository/shop/own.yaml"]);
  });

  test("without following symbolic links", async () => {
    const root = folder({ "in/web.yaml": PRIVILEGED, "out/other.yaml": PRIVILEGED });
    symlinkSync(join(root, "out"), join(root, "in/folder"));
    symlinkSync(join(root, "out/other.yaml"), join(root, "in/file.yaml"));
    symlinkSync(join(root, "in"), join(root, "in/itself"));
    expect(await judged(root, "in")).toEqual(["in/web.yaml"]);
    expect(await judged(root, "in/file.yaml")).toEqual(["in/file.yaml"]);
  });

  test("once, however often it is named", async () => {
    const root = folder({ "shop/web.yaml": PRIVILEGED });
    expect(await judged(root, ". shop shop/web.yaml ./shop/../shop/web.yaml")).toEqual(["shop/web.yaml"]);
  });

  test("and a file that is named is read, whatever it is called", async () => {
    const root = folder({ "shop/web.txt": PRIVILEGED, "node_modules/a.yaml": PRIVILEGED });
    expect(await judged(join(root, "shop"), "web.txt ../node_modules/a.yaml")).toEqual([
      "../node_modules/a.yaml",
      "web.txt",
    ]);
  });
});

describe("what cannot be judged is named, and the rest is judged", () => {
  const checked = async (root: string, paths = ".") => {
    const { status, out, err } = await plimsoll(`check ${ONE_RULE} --format json ${paths}`, { in: root });
    const { problems, errors } = JSON.parse(out);
    return { status, err, errors, files: problems.map((it: { file: string }) => it.file) };
  };

  test("a path that does not exist", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    expect(await checked(root, "web.yaml gone.yaml web.yaml/below.yaml")).toEqual({
      status: 2,
      err: "plimsoll: gone.yaml: It does not exist.\nplimsoll: web.yaml/below.yaml: It does not exist.\n",
      errors: [
        { file: "gone.yaml", message: "It does not exist." },
        { file: "web.yaml/below.yaml", message: "It does not exist." },
      ],
      files: ["web.yaml"],
    });
  });

  test("bytes that are no UTF-8", async () => {
    const root = folder({
      "web.yaml": PRIVILEGED,
      "broken.yaml": Buffer.concat([Buffer.from(`# \xff`, "latin1"), Buffer.from(`\n${PRIVILEGED}`)]),
    });
    expect(await checked(root)).toMatchObject({
      status: 2,
      errors: [{ file: "broken.yaml", message: "It is not valid UTF-8." }],
      files: ["broken.yaml", "web.yaml"],
    });
  });

  test("a manifest over 4 MB", async () => {
    const large = `${PRIVILEGED}# ${"x".repeat(LARGEST_FILE)}\n`;
    const root = folder({
      "large.yaml": large,
      "web.yaml": PRIVILEGED,
      "data.json": JSON.stringify("x".repeat(LARGEST_FILE)),
    });
    const said = {
      status: 2,
      errors: [{ file: "large.yaml", message: "It is larger than 4 MB." }],
      files: ["web.yaml"],
    };
    expect(await checked(root)).toMatchObject(said);
    expect(await checked(root, "large.yaml web.yaml")).toMatchObject(said);
    expect((await checked(root, "data.json")).errors).toHaveLength(1);
    expect(await plimsoll("check -", { in: root, stdin: large })).toMatchObject({
      status: 2,
      err: "plimsoll: <stdin>: It is larger than 4 MB.\n",
    });
  });

  test("files and folders that may not be read", async () => {
    const root = folder({ "a.yaml": PRIVILEGED, "secret.yaml": PRIVILEGED, "closed/web.yaml": PRIVILEGED });
    chmodSync(root, 0o755);
    chmodSync(join(root, "secret.yaml"), 0);
    chmodSync(join(root, "closed"), 0);
    expect(await asNobody(() => checked(root))).toEqual({
      status: 2,
      err: "plimsoll: closed: It cannot be read: permission denied.\nplimsoll: secret.yaml: It cannot be read: permission denied.\n",
      errors: ["closed", "secret.yaml"].map((file) => ({ file, message: "It cannot be read: permission denied." })),
      files: ["a.yaml"],
    });
    chmodSync(join(root, "closed"), 0o755);
  });
});

/** Root may read everything; who else runs the tests is nobody special already. */
async function asNobody<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.("nobody");
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
