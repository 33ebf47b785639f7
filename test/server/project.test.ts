import { describe, expect, test } from "vitest";
import { suggestions } from "../../server/project/completion.ts";
import { readProject, schemaOf } from "../../server/project/project.ts";
import { editorOf, until } from "../support/editor.ts";
import { DEPLOYMENT } from "../support/pods.ts";
import { registry, someRules } from "../support/some-rules.ts";

const rules = [...someRules, registry];
const FILE = "file:///shop/.plimsoll.yaml";
const web = "file:///shop/base/web.yaml";

/** What is wrong with a project's file: what is underlined, and why. */
const wrong = (text: string) =>
  readProject(FILE, text, rules).faults.map(({ span, message }) => [text.slice(span.start, span.end), message]);

describe("a project's file", () => {
  test("says what settings say", () => {
    const text = `preset: [recommended, pod-security-baseline]
rules:
  runs-as-root: error
  test/*: info
  untrusted-registry: { severity: warning, registries: [ghcr.io/acme/] }
exclude: ["vendor/**"]
kubernetesVersion: "1.31"
podSecurityVersion: latest
`;
    expect(readProject(FILE, text, rules)).toMatchObject({ section: { exclude: ["vendor/**"] }, faults: [] });
  });

  test("may be empty", () => {
    for (const text of ["", "# later\n", "{}\n"]) expect(wrong(text)).toEqual([]);
  });

  test("is told what it says wrong, at the exact place", () => {
    expect(wrong("presets: all\n")).toEqual([["presets", 'There is no setting "presets". Did you mean "preset"?']]);
    expect(wrong("preset: alll\n")).toEqual([
      [
        "alll",
        '"preset" is one of "recommended", "strict", "pod-security-baseline", "pod-security-restricted", "all", "none".',
      ],
    ]);
    expect(wrong("rules:\n  run-as-root: off\n")).toEqual([
      ["run-as-root", 'There is no rule "run-as-root". Did you mean "runs-as-root"?'],
    ]);
    expect(wrong("rules:\n  runs-as-root: fatal\n")).toEqual([
      ["fatal", '"runs-as-root" is one of "off", "info", "warning", "error".'],
    ]);
    expect(wrong("rules:\n  untrusted-registry: { registry: [a] }\n")).toEqual([
      ["untrusted-registry", '"untrusted-registry" lacks "registries".'],
      ["registry", 'There is no setting "registry". Did you mean "registries"?'],
    ]);
    expect(wrong("rules:\n  untrusted-registry: { registries: [a, 5] }\n")).toEqual([
      ["5", "This must stand in quotes: without them it is the number 5."],
    ]);
    expect(wrong("kubernetesVersion: 1.30\n")).toEqual([
      ["1.30", '"kubernetesVersion" must stand in quotes: without them it is the number 1.3.'],
    ]);
    expect(wrong("preset: [all\n")).toEqual([["[all", 'The "[" that opens here is never closed.']]);
    expect(wrong("- all\n")).toEqual([["- all", "The configuration must be a mapping."]]);
    expect(wrong("preset: all\n---\npreset: none\n")).toEqual([
      ["---", "A configuration is one document: this is the second."],
    ]);
  });

  test("keeps what is right beside what is wrong", () => {
    const { section } = readProject(FILE, "preset: alll\nrules: { x: off, runs-as-root: error }\n", rules);
    expect(section).toEqual({ rules: { "runs-as-root": "error" } });
  });
});

describe("in an editor", () => {
  const codes = async (editor: Awaited<ReturnType<typeof editorOf>>) =>
    (await editor.diagnostics(web)).map(({ code }) => code);

  test("the nearest file above a manifest counts more than settings", async () => {
    const files = { [FILE]: "rules: { runs-as-root: off }\n" };
    const settings = { rules: { escalation: "off" } };
    const editor = await editorOf(rules, { folders: ["file:///shop"], files, settings });
    await editor.open(web, DEPLOYMENT);
    expect(await codes(editor)).not.toContain("runs-as-root");
    expect(await codes(editor)).not.toContain("escalation");
    expect(await codes(editor)).toContain("no-memory-limit");
  });

  test("no file above the workspace is read", async () => {
    const files = { [FILE]: "preset: none\n" };
    const editor = await editorOf(rules, { folders: ["file:///shop/base"], files });
    await editor.open(web, DEPLOYMENT);
    expect(await codes(editor)).toContain("runs-as-root");
  });

  test("what is typed into it counts at once, and while it is broken the last good one", async () => {
    const editor = await editorOf(rules, {
      folders: ["file:///shop"],
      files: {},
      initializationOptions: { status: true },
    });
    await editor.open(web, DEPLOYMENT);
    await editor.open(FILE, "preset: none\n");
    expect(await editor.diagnostics(FILE)).toEqual([]);
    expect(await codes(editor)).toEqual([]);
    await editor.change(FILE, { text: "preset: non\n" });
    expect(await codes(editor)).toEqual([]);
    expect(await editor.diagnostics(FILE)).toMatchObject([{ source: "plimsoll", severity: 1 }]);
    await until(() => editor.statuses.at(-1)?.configurationErrors[0]?.startsWith("shop/.plimsoll.yaml: ") === true);
    await editor.change(FILE, { text: "preset: recommended\n" });
    expect(await codes(editor)).toContain("runs-as-root");
    expect(editor.refreshes).toBeGreaterThan(0);
  });

  test("what it excludes counts from its own folder", async () => {
    const files = { "file:///shop/base/.plimsoll.yaml": "exclude: [web.yaml]\n" };
    const editor = await editorOf(rules, { folders: ["file:///shop"], files });
    await editor.open(web, DEPLOYMENT);
    expect(await codes(editor)).toEqual([]);
  });
});

describe("completion", () => {
  const offered = (marked: string) => {
    const offset = marked.indexOf("|");
    return suggestions(marked.replace("|", ""), offset, schemaOf(rules)).map(({ label }) => label);
  };

  test("offers settings that are not written yet", () => {
    expect(offered("|")).toContain("preset");
    expect(offered("preset: all\npre|\nrules: {}\n")).toEqual(["exclude", "kubernetesVersion", "podSecurityVersion"]);
  });

  test("offers presets, alone and in a list", () => {
    expect(offered("preset: |")).toContain("strict");
    expect(offered("preset:\n  - recommended\n  - |")).toContain("strict");
    expect(offered("preset:\n- |")).toContain("strict");
  });

  test("offers rules, groups, severities and options", () => {
    expect(offered("rules:\n  runs-as-root: off\n  r|")).toEqual(
      expect.arrayContaining(["escalation", "untrusted-registry", "test/*"]),
    );
    expect(offered("rules:\n  runs-as-root: off\n  r|")).not.toContain("runs-as-root");
    expect(offered("rules:\n  runs-as-root: |")).toEqual(["off", "info", "warning", "error"]);
    expect(offered("rules:\n  untrusted-registry:\n    |")).toEqual(["severity", "registries"]);
    expect(offered("rules:\n  untrusted-registry:\n    severity: |")).toEqual(["off", "info", "warning", "error"]);
  });

  test("offers nothing where nothing is known", () => {
    for (const text of ["exclude:\n  - |", "rules:\n  nothing:\n    |", "kubernetesVersion: |"])
      expect(offered(text)).toEqual([]);
  });
});
