import { describe, expect, test } from "vitest";
import { PRIVILEGED } from "./pods.ts";
import { folder, plimsoll } from "./prompt.ts";

describe("the rules that run", () => {
  const isJudged = async (flags: string) =>
    (await plimsoll(`check ${flags}`, { in: folder({ "web.yaml": PRIVILEGED }) })).out.includes("privileged-container");

  test("are the preset's, with those beside it and without those left out", async () => {
    expect(await isJudged("")).toBe(true);
    expect(await isJudged("--preset none")).toBe(false);
    expect(await isJudged("--preset none --preset pod-security-baseline")).toBe(true);
    expect(await isJudged("--preset none --select privileged-container")).toBe(true);
    expect(await isJudged("--preset none --select pod-security/*")).toBe(true);
    expect(await isJudged("--ignore privileged-container")).toBe(false);
    expect(await isJudged("--select privileged-container --ignore pod-security/*")).toBe(false);
  });
});

describe("what cannot be done is said in one sentence", () => {
  const refusals: Readonly<Record<string, string>> = {
    "check --frobnicate": "plimsoll: unknown option '--frobnicate'\n",
    "check --presett all": "plimsoll: unknown option '--presett'\n(Did you mean --preset?)\n",
    chek: "plimsoll: unknown command 'chek'\n(Did you mean check?)\n",
    "check --select privileged-contianer":
      'plimsoll: There is no rule "privileged-contianer". Did you mean "privileged-container"?\n',
    "check --ignore x": 'plimsoll: There is no rule "x".\n',
    "check --kubernetes-version 2": `plimsoll: option '--kubernetes-version <version>' argument '2' is invalid. A version is written as "1.31".\n`,
    "check --jobs 0": "plimsoll: option '--jobs <n>' argument '0' is invalid. It is a number from 1 up.\n",
    "check --format sarif": 'plimsoll: Plimsoll 0.1.0 does not have "--format sarif" yet.\n',
    "check --config a.yaml --config": "plimsoll: option '--config <file>' argument missing\n",
    "check --no-suppressions": 'plimsoll: Plimsoll 0.1.0 does not have "--no-suppressions" yet.\n',
    "reach --from web": 'plimsoll: Plimsoll 0.1.0 does not have "reach" yet.\n',
    "explain x": 'plimsoll: There is no rule "x".\n',
    explain: "plimsoll: missing required argument 'id'\n",
    lsp: 'plimsoll: The language server speaks on standard input and output only: say "--stdio".\n',
    "fix - web.yaml": 'plimsoll: "-" stands for the only text that is mended: other paths cannot be named beside it.\n',
  };
  for (const [command, err] of Object.entries(refusals)) {
    test(command, async () => expect(await plimsoll(command, { in: folder() })).toEqual({ status: 2, out: "", err }));
  }
});

describe("help", () => {
  test("is there for the whole and for each command", async () => {
    const root = folder();
    expect((await plimsoll("--help", { in: root })).out).toContain("explain");
    for (const command of ["check", "fix", "explain", "rules", "lsp"]) {
      const said = await plimsoll(`${command} --help`, { in: root });
      expect(said).toMatchObject({ status: 0, err: "" });
      expect(said.out).toMatch(new RegExp(`^Usage: plimsoll ${command} `));
      expect(await plimsoll(`${command} --version`, { in: root })).toEqual({ status: 0, out: "0.1.0\n", err: "" });
    }
  });
});

test("the language server is started on standard input and output", async () => {
  expect(await plimsoll("lsp --stdio", { in: folder() })).toMatchObject({ status: 0, out: "served" });
});
