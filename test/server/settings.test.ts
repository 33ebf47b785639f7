import { expect, test } from "vitest";
import { sectionOf, settingsFrom } from "../../server/settings.ts";
import { someRules } from "../support/some-rules.ts";

const read = (section: unknown) => settingsFrom(section, someRules);

test("where nothing is set, everything that is recommended is asked for the newest cluster", () => {
  for (const nothing of [undefined, null, {}, "", []]) {
    expect(read(nothing)).toEqual({
      settings: {
        enable: true,
        wishes: { presets: ["recommended"], rules: [], kubernetes: 37, podSecurity: 37 },
        exclude: [],
        diagnosticMode: "workspace",
        hover: true,
        codeLens: true,
      },
      errors: [],
    });
  }
});

test("settings are read with dots in their keys or nested", () => {
  expect(read({ "hover.enable": false, codeLens: { enable: false } }).settings).toMatchObject({
    hover: false,
    codeLens: false,
  });
});

test("a preset is a name or a list of names", () => {
  expect(read({ preset: "strict" }).settings.wishes.presets).toEqual(["strict"]);
  expect(read({ preset: ["strict", "pod-security-baseline"] }).settings.wishes.presets).toEqual([
    "strict",
    "pod-security-baseline",
  ]);
});

test("a rule's own entry counts more than that of its group", () => {
  const { settings } = read({ rules: { "runs-as-root": "error", "test/*": "off", escalation: { severity: "info" } } });
  expect(settings.wishes.rules).toEqual([
    { rules: "test/*", severity: "off" },
    { rules: "runs-as-root", severity: "error" },
    { rules: "escalation", severity: "info" },
  ]);
});

test("what cannot be understood is told, and the rest holds", () => {
  const { settings, errors } = read({
    enable: "no",
    preset: ["strict", "strictest"],
    rules: { "runs-as-root": "fatal", "no-such-rule": "off", escalation: "off" },
    kubernetesVersion: "2.0",
    podSecurityVersion: "v1.25",
    exclude: "vendor",
    diagnosticMode: "never",
  });
  expect(settings).toMatchObject({
    enable: true,
    wishes: { presets: ["recommended"], rules: [{ rules: "escalation", severity: "off" }], podSecurity: 25 },
    exclude: [],
  });
  expect(errors).toEqual([
    '"plimsoll.preset" cannot be ["strict","strictest"].',
    '"plimsoll.rules" cannot set "runs-as-root" to "fatal".',
    '"plimsoll.rules" names "no-such-rule", which is no rule.',
    '"plimsoll.kubernetesVersion" cannot be "2.0".',
    '"plimsoll.enable" cannot be "no".',
    '"plimsoll.exclude" cannot be "vendor".',
    '"plimsoll.diagnosticMode" cannot be "never".',
  ]);
});

test("an editor may send the section alone or all that it has", () => {
  expect(sectionOf({ plimsoll: { enable: false }, yaml: {} })).toEqual({ enable: false });
  expect(sectionOf({ enable: false })).toEqual({ enable: false });
});
