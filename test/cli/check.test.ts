import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ONE_RULE, PRIVILEGED } from "./pods.ts";
import { folder, plimsoll } from "./prompt.ts";

describe("the text format", () => {
  test("a problem shows its line, what is wrong on it and how it can be mended", async () => {
    const root = folder({ "shop/web.yaml": PRIVILEGED });
    expect(await plimsoll(`check ${ONE_RULE}`, { in: root })).toEqual({
      status: 1,
      out: `shop/web.yaml:10:21 error Container "web" is privileged. privileged-container
 10 │         privileged: true # to be sure
    │                     ^^^^
    fix: Remove privileged (review)

1 error in 1 of 1 file.
Mend 1 with \`plimsoll fix --review\`.
`,
      err: "",
    });
  });

  test("problems at one place show its line once", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    const rules = "--preset none --select missing-cpu-request,missing-memory-request";
    const { out } = await plimsoll(`check ${rules}`, { in: root });
    expect(out.split("\n").slice(0, 4)).toEqual([
      expect.stringMatching(/^web\.yaml:7:13 info .* missing-cpu-request$/),
      expect.stringMatching(/^web\.yaml:7:13 warning .* missing-memory-request$/),
      " 7 │     - name: web",
      "   │             ^^^",
    ]);
  });

  test("the caret stands under what it means behind wide letters", async () => {
    const pod = PRIVILEGED.replace(/- name.*/s, '- { name: "字👩‍🚀", securityContext: { privileged: true } }\n');
    const { out } = await plimsoll(`check ${ONE_RULE}`, { in: folder({ "web.yaml": pod }) });
    expect(out.split("\n").slice(1, 3)).toEqual([
      ' 7 │     - { name: "字👩‍🚀", securityContext: { privileged: true } }',
      `   │ ${" ".repeat("    - { name: '1234', securityContext: { privileged: ".length)}^^^^`,
    ]);
  });

  test("a tab is as wide as it is shown", async () => {
    const root = folder({ "web.json": PRIVILEGED_JSON.replaceAll("  ", "\t") });
    const { out } = await plimsoll(`check ${ONE_RULE}`, { in: root });
    expect(out.split("\n").slice(1, 3)).toEqual([
      ` 6 │                 "securityContext": { "privileged": true }`,
      `   │                                                    ^^^^`,
    ]);
  });

  test("a long line is cut around its mistake", async () => {
    const long = "x".repeat(5000);
    const json = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "${long}"}, "spec": {"containers": [{"name": "a", "securityContext": {"privileged": true}, "image": "${long}"}]}}`;
    const { out } = await plimsoll(`check ${ONE_RULE}`, { in: folder({ "web.json": json }) });
    const [line = "", caret = ""] = out.split("\n").slice(1);
    expect(line).toMatch(/^ 1 │ ….*"privileged": true.*…$/);
    expect(line.length).toBeLessThanOrEqual(120);
    expect(line.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).toBe("true");
  });

  test("what a file says cannot move the cursor of a terminal", async () => {
    const name = PRIVILEGED.replaceAll("name: web", String.raw`name: "a\e[2Jb"`);
    const { out } = await plimsoll(`check ${ONE_RULE}`, { in: folder({ "web.yaml": name }) });
    expect(out).toContain('Container "a\uFFFD[2Jb" is privileged.');
  });

  test("it is coloured on a terminal, unless someone minds", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    const isColoured = async (flags: string, given: { isTerminal?: boolean; env?: Record<string, string> }) =>
      (await plimsoll(`check ${ONE_RULE} ${flags}`, { in: root, ...given })).out.includes("\u001B[31m");
    expect(await isColoured("", {})).toBe(false);
    expect(await isColoured("", { isTerminal: true })).toBe(true);
    expect(await isColoured("", { isTerminal: true, env: { NO_COLOR: "1" } })).toBe(false);
    expect(await isColoured("", { isTerminal: true, env: { TERM: "dumb" } })).toBe(false);
    expect(await isColoured("", { env: { FORCE_COLOR: "1" } })).toBe(true);
    expect(await isColoured("", { isTerminal: true, env: { FORCE_COLOR: "0" } })).toBe(false);
    expect(await isColoured("--color never", { isTerminal: true })).toBe(false);
    expect(await isColoured("--color always", { env: { NO_COLOR: "1" } })).toBe(true);
  });

  test("where nothing is amiss, it says so", async () => {
    expect(await plimsoll("check --preset none", { in: folder({ "web.yaml": PRIVILEGED }) })).toEqual({
      status: 0,
      out: "No problems in 1 file.\n",
      err: "",
    });
    expect((await plimsoll("check", { in: folder() })).out).toBe("There was nothing to check.\n");
  });
});

describe("the json format", () => {
  test("it is as the contract says", async () => {
    const root = folder({ "shop/web.yaml": `# ours\n---\n${PRIVILEGED}---\na: 1\n` });
    const { out, status } = await plimsoll(`check ${ONE_RULE} --format json`, { in: root });
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      schemaVersion: 1,
      tool: { name: "plimsoll", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      problems: [
        {
          rule: "privileged-container",
          severity: "error",
          message: 'Container "web" is privileged.',
          file: "shop/web.yaml",
          document: 0,
          resource: { apiVersion: "v1", kind: "Pod", namespace: null, name: "web" },
          path: ["spec", "containers", 0, "securityContext", "privileged"],
          range: { start: { line: 11, character: 20 }, end: { line: 11, character: 24 } },
          related: [],
          fixes: [{ title: "Remove privileged", safety: "review" }],
        },
      ],
      errors: [],
      summary: { files: 1, documents: 2, resources: 1, error: 1, warning: 0, info: 0, suppressed: 0 },
    });
  });

  test("an item of a list is found by its way from the document's root", async () => {
    const list = {
      apiVersion: "v1",
      kind: "List",
      items: [
        {
          apiVersion: "v1",
          kind: "Pod",
          metadata: { name: "a", namespace: "shop" },
          spec: { containers: [{ name: "a", securityContext: { privileged: true } }] },
        },
      ],
    };
    const { out } = await plimsoll(`check ${ONE_RULE} --format json -`, { in: folder(), stdin: JSON.stringify(list) });
    expect(JSON.parse(out)).toMatchObject({
      problems: [
        {
          file: "<stdin>",
          resource: { namespace: "shop", name: "a" },
          path: ["items", 0, "spec", "containers", 0, "securityContext", "privileged"],
        },
      ],
    });
  });

  test("a byte order mark moves nothing", async () => {
    const root = folder({ "web.json": `\uFEFF${PRIVILEGED_JSON.replaceAll(/\s+/g, " ")}` });
    const { out } = await plimsoll(`check ${ONE_RULE} --format json`, { in: root });
    expect(JSON.parse(out).problems[0].range.start).toEqual({
      line: 0,
      character: PRIVILEGED_JSON.replaceAll(/\s+/g, " ").indexOf("true"),
    });
  });

  test("what is no manifest of Kubernetes is met with silence", async () => {
    const root = folder({
      "a.yaml": "a: [1, 2",
      "b.json": "{}",
      "c.yml": "",
      "d.yaml": "apiVersion: v1\nnot-a-kind: Pod\n",
    });
    expect(await plimsoll("check --preset all", { in: root })).toEqual({
      status: 0,
      out: "No problems in 4 files.\n",
      err: "",
    });
  });
});

describe("the order and the bytes", () => {
  test("are by file, then position, whatever the number of threads", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${index % 3}/${index}.yaml`, PRIVILEGED]),
    );
    const root = folder(files);
    const alone = await plimsoll(`check ${ONE_RULE} --format json --jobs 1`, { in: root });
    const names: readonly string[] = JSON.parse(alone.out).problems.map((it: { file: string }) => it.file);
    expect(names).toEqual(Object.keys(files).sort());
    expect(await plimsoll(`check ${ONE_RULE} --format json --jobs 4`, { in: root })).toEqual(alone);
  });
});

describe("the exit status", () => {
  test("hangs on the mildest severity that fails", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    const status = async (flags: string) => (await plimsoll(`check ${flags}`, { in: root })).status;
    expect(await status(ONE_RULE)).toBe(1);
    expect(await status(`${ONE_RULE} --fail-on warning`)).toBe(1);
    expect(await status(`${ONE_RULE} --fail-on info`)).toBe(1);
    expect(await status(`${ONE_RULE} --fail-on never`)).toBe(0);
    expect(await status("--preset none")).toBe(0);
  });
});

describe("standard input", () => {
  test("goes by the name that it is given", async () => {
    const { out } = await plimsoll(`check ${ONE_RULE} --stdin-filename shop/web.yaml -`, {
      in: folder(),
      stdin: PRIVILEGED,
    });
    expect(out).toMatch(/^shop\/web\.yaml:10:21 /);
  });

  test("what helm has rendered goes by the names of its templates", async () => {
    const rendered = ["a", "b"].map((it) => `---\n# Source: shop/templates/${it}.yaml\n${PRIVILEGED}`).join("");
    const { out } = await plimsoll(`check ${ONE_RULE} --format json -`, { in: folder(), stdin: rendered });
    expect(JSON.parse(out).problems).toMatchObject([
      { file: "shop/templates/a.yaml", document: 0 },
      { file: "shop/templates/b.yaml", document: 1 },
    ]);
  });
});

describe("--output", () => {
  test("is written in place of standard output", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    const { out } = await plimsoll(`check ${ONE_RULE} --format json`, { in: root });
    expect(await plimsoll(`check ${ONE_RULE} --format json --output report.json`, { in: root })).toEqual({
      status: 1,
      out: "",
      err: "",
    });
    expect(read(root, "report.json")).toBe(out);
  });

  test("says why it cannot be written", async () => {
    const root = folder({ "web.yaml": PRIVILEGED });
    expect(await plimsoll(`check ${ONE_RULE} --output gone/report.json`, { in: root })).toEqual({
      status: 2,
      out: "",
      err: 'plimsoll: "gone/report.json" cannot be written: its folder does not exist.\n',
    });
  });
});

const PRIVILEGED_JSON = `{
  "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" },
  "spec": {
    "containers": [
      { "name": "web",
        "securityContext": { "privileged": true }
      }
    ]
  }
}`;

const read = (root: string, file: string) => readFileSync(join(root, file), "utf8");
