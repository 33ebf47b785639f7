import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import { matches, PRESETS } from "../rules/presets.ts";
import { FIX_ALL } from "../server/features/code-actions.ts";
import { plimsoll } from "./cli/prompt.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

const documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];
const readme = read("README.md");
const manifest = JSON.parse(read("package.json"));

describe("in each document", () => {
  for (const file of documents) {
    const text = read(file);

    test(`${file}: a link leads to something`, () => {
      const targets = all(text, /\[[^\]]*\]\(([^)#]+)[^)]*\)/g).filter((it) => !/^[a-z]+:/.test(it));
      expect(targets.filter((it) => !existsSync(join(root, dirname(file), it)))).toEqual([]);
    });

    test(`${file}: nobody is referred to custom`, () => {
      expect(text.toLowerCase()).not.toContain("best practice");
    });

    test(`${file}: a script that is named can be run`, () => {
      const scripts = [...all(text, /npm run ([\w:-]+)/g), ...all(text, /npm (start|test)\b/g)];
      expect(scripts.filter((it) => !Object.hasOwn(manifest.scripts, it))).toEqual([]);
    });

    test(`${file}: a test that is named exists, under that title`, () => {
      const named = [...text.matchAll(/`(test\/[\w./-]+\.m?[jt]s)`(?:: "([^"\n]+)")?/g)];
      const missing = named.filter(([, path = "", title]) => !existsSync(join(root, path)) || !holds(path, title));
      expect(missing.map(([it]) => it)).toEqual([]);
    });
  }
});

describe("README", () => {
  test("shows what Plimsoll prints", async () => {
    const shown = all(readme, /^```console\n(.*?)^```$/gms);
    expect(shown.length).toBeGreaterThan(0);
    for (const block of shown) {
      const [command = "", ...lines] = block.split("\n");
      const { out } = await plimsoll(command.replace("$ plimsoll ", ""), { in: root });
      expect(out, command).toBe(lines.join("\n"));
    }
  });

  test("tells every setting with its default, and no other", () => {
    const rows = [...readme.matchAll(/^\| `(plimsoll\.[\w.]+)` \| `([^`]+)` \|/gm)].map(([, name, value]) => [
      name,
      JSON.parse(value ?? ""),
    ]);
    const settings: Record<string, { default: unknown }> = manifest.contributes.configuration.properties;
    expect(rows).toEqual(Object.entries(settings).map(([name, it]) => [name, it.default]));
  });

  test("tells every preset, and every group of rules", () => {
    expect(all(readme, /^\| `([\w-]+)` \|/gm)).toEqual([...PRESETS].sort(byPlaceIn(readme)));
    const groups = new Set(rules.map(({ group }) => group));
    expect(all(readme, /\(rules\/([\w-]+)\/README\.md\)/g).sort()).toEqual([...groups].sort());
  });

  test("names rules that there are", () => {
    const ids = all(readme, /`([a-z]+(?:-[a-z]+)+)`/g);
    const keys = all(readme, /"([a-z]+(?:-[a-z]+)+(?:\/\*)?)": "(?:off|info|warning|error)"/g);
    expect(keys.length).toBeGreaterThan(0);
    const isKnown = (it: string) => PRESETS.some((name) => name === it) || rules.some((rule) => matches(it, rule));
    expect([...ids, ...keys].filter((it) => !isKnown(it))).toEqual([]);
  });

  test("names commands and flags that there are", async () => {
    const commands = [...new Set(all(readme, /plimsoll ([a-z]+)\b/g))];
    const helps = await Promise.all(commands.map(async (it) => (await plimsoll(`${it} --help`, { in: root })).out));
    expect(helps.map((it) => /^Usage: plimsoll (\w+) /.exec(it)?.[1])).toEqual(commands);
    const flags = all(readme, /(?:`|plimsoll [^`\n]*)(--[a-z-]+)/g);
    expect(flags.length).toBeGreaterThan(5);
    expect(flags.filter((it) => !helps.some((help) => help.includes(`${it} `)))).toEqual([]);
  });

  test("names commands of the editor as it shows them", () => {
    const words = JSON.parse(read("package.nls.json"));
    const titles = Object.keys(words).filter((it) => it.startsWith("commands."));
    const shown = titles.map((it) => words[it]);
    expect(all(readme, /\*\*Plimsoll: ([^*]+)\*\*/g).filter((it) => !shown.includes(it))).toEqual([]);
    expect(readme).toContain(`"${FIX_ALL}"`);
  });

  test("names the versions that are built and wanted", () => {
    const { version, engines } = manifest;
    expect(new Set(all(readme, /plimsoll-([\d.]+)\.(?:vsix|tgz)/g))).toEqual(new Set([version]));
    expect(engines.node).toBe(`>=${all(readme, /Node (\d+) or later/g)}`);
    expect(engines.vscode).toBe(`^${all(readme, /In VS Code\*\* \((\d+\.\d+) or later/g)}.0`);
  });

  test("shows pictures that are taken", () => {
    const taken = all(read("test/pictures.mjs"), /picture\("([\w-]+)"/g).map((it) => `demo/pictures/${it}.png`);
    const shown = all(readme, /!\[[^\]]+\]\(([^)]+)\)/g);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((it) => !taken.includes(it))).toEqual([]);
  });
});

test("every line of the house in CONTRIBUTING is there", () => {
  const [house = ""] = all(read("CONTRIBUTING.md"), /^## The house\n\n```\n(.*?)^```$/gms);
  const path: string[] = [];
  const missing = house
    .trimEnd()
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", name = ""] = /^( *)(\S+)/.exec(line) ?? [];
      path.splice(indent.length / 2, path.length, name);
      return existsSync(join(root, ...path)) ? [] : [path.join("")];
    });
  expect(house.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});

test("no file of ours opens a connection, starts a process or runs a text", () => {
  const sources = ["rules", "server", "client"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((it) => it.endsWith(".ts"))
      .map((it) => join(folder, it)),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((it) => FORBIDDEN.test(read(it)))).toEqual([]);
});

const FORBIDDEN =
  /\b(?:from|import) ?\(?"(?:node:)?(?:http|https|http2|net|tls|dgram|dns|child_process|vm|cluster|inspector)(?:\/\w+)?"|\b(?:fetch|eval|require|XMLHttpRequest|WebSocket|EventSource)\(|new Function\(|\bimport\((?!")/;

/** What the first group of a pattern holds, wherever it matches. */
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, it = ""]) => it);

const holds = (path: string, title: string | undefined) => title === undefined || read(path).includes(title);

const byPlaceIn = (text: string) => (a: string, b: string) => text.indexOf(`| \`${a}\``) - text.indexOf(`| \`${b}\``);
