import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { LATEST, minor } from "../../rules/model/versions.ts";
import { PRESETS } from "../../rules/presets.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const settings = manifest.contributes.configuration.properties;

describe("the VSIX", () => {
  let vsix: Uint8Array;
  let files: Record<string, Uint8Array>;
  let names: readonly string[];
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-"));

  beforeAll(() => {
    const file = join(folder, "plimsoll.vsix");
    execFileSync("npm", ["run", "--silent", "vsix", "--", "--out", file], { stdio: ["ignore", "ignore", "pipe"] });
    vsix = readFileSync(file);
    files = unzipSync(vsix);
    names = Object.keys(files)
      .filter((name) => name.startsWith("extension/"))
      .map((name) => name.replace("extension/", ""))
      .sort();
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test("holds what it needs and nothing else", () => {
    expect(names.filter((name) => !/^(?:readme|changelog)\.md$/i.test(name))).toEqual([
      "LICENSE.txt",
      "client/walkthrough/choose.md",
      "client/walkthrough/find.md",
      "client/walkthrough/harden.md",
      "client/walkthrough/mend.md",
      "dist/client.cjs",
      "dist/pages.json",
      "dist/server.cjs",
      "dist/settings.schema.json",
      "dist/web/client.js",
      "dist/web/server.js",
      "icon.png",
      "package.json",
      "package.nls.json",
      "syntaxes/helm-in-yaml.tmLanguage.json",
      "syntaxes/plimsoll-ignore.tmLanguage.json",
    ]);
  });

  test("is smaller than a megabyte and a half", () => {
    expect(vsix.byteLength).toBeLessThan(1_500_000);
  });

  test("holds the rules' examples once for the prompt, and not for a web worker", () => {
    const bad = /fluentd:v1\.16|image: nginx:1\.27/;
    expect(readFileSync("dist/server.cjs", "utf8")).toMatch(bad);
    expect(readFileSync("dist/web/server.js", "utf8")).not.toMatch(bad);
  });

  test("holds every file that its manifest names", () => {
    const { main, browser, icon, contributes } = manifest;
    const steps: readonly { media: { markdown: string } }[] = contributes.walkthroughs[0].steps;
    const grammars: readonly { path: string }[] = contributes.grammars;
    const named = [
      main,
      browser,
      icon,
      ...grammars.map(({ path }) => path),
      ...steps.map(({ media }) => media.markdown),
    ];
    expect(named.map((name) => name.replace("./", "")).filter((name) => !names.includes(name))).toEqual([]);
  });

  test("holds a page for every rule, without scripts", () => {
    const text = new TextDecoder().decode(files["extension/dist/pages.json"]);
    const pages: readonly { id: string; html: string }[] = JSON.parse(text);
    expect(pages.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(pages.filter(({ html }) => /<script|\son\w+=/i.test(html))).toEqual([]);
  });

  test("is typed by the oldest editor that it promises to work in", () => {
    const types: string = manifest.devDependencies["@types/vscode"];
    expect(`^${types}`).toEqual(manifest.engines.vscode);
  });
});

test("each text of the manifest has its words, and no words are left over", () => {
  const words: Record<string, string> = JSON.parse(readFileSync("package.nls.json", "utf8"));
  const asked = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
  expect([...new Set(asked)].sort()).toEqual(Object.keys(words).sort());
});

test("settings offer the presets and the versions that there are", () => {
  const [one, many] = settings["plimsoll.preset"].oneOf;
  expect(one.enum).toEqual(PRESETS);
  expect(many.items.enum).toEqual(PRESETS);
  expect(minor(settings["plimsoll.kubernetesVersion"].default)).toEqual(LATEST);
  expect(minor(settings["plimsoll.podSecurityVersion"].default)).toEqual(LATEST);
});

test("every setting may differ from folder to folder, but for the trace", () => {
  const others = Object.entries<{ scope: string }>(settings).filter(([, { scope }]) => scope !== "resource");
  expect(others.map(([name]) => name)).toEqual(["plimsoll.trace.server"]);
});

test("the walkthrough has at most five steps", () => {
  expect(manifest.contributes.walkthroughs[0].steps.length).toBeLessThanOrEqual(5);
});
