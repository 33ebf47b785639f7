import { expect, test } from "vitest";
import { colours } from "./colours.ts";

test("an action is coloured as code", async () => {
  expect(await colours('name: {{ .Values.name | default "web" }}')).toEqual([
    ["{{", "punctuation.section.embedded.begin"],
    [".Values", "variable.other.property"],
    [".name", "variable.other.property"],
    ["|", "keyword.operator"],
    ["default", "support.function"],
    ['"', "string.quoted.double"],
    ["web", "string.quoted.double"],
    ['"', "string.quoted.double"],
    ["}}", "punctuation.section.embedded.end"],
  ]);
});

test("a line of its own has keywords and variables", async () => {
  expect(await colours("{{- range $name, $port := .ports }}\n  - {{ $port }}\n{{- end }}")).toEqual([
    ["{{-", "punctuation.section.embedded.begin"],
    ["range", "keyword.control"],
    ["$name", "variable.other"],
    [",", "keyword.operator"],
    ["$port", "variable.other"],
    [":=", "keyword.operator"],
    [".ports", "variable.other.property"],
    ["}}", "punctuation.section.embedded.end"],
    ["{{", "punctuation.section.embedded.begin"],
    ["$port", "variable.other"],
    ["}}", "punctuation.section.embedded.end"],
    ["{{-", "punctuation.section.embedded.begin"],
    ["end", "keyword.control"],
    ["}}", "punctuation.section.embedded.end"],
  ]);
});

test("quotes inside an action do not end the quoted value around it", async () => {
  const parts = await colours('image: "{{ index .Values "image" }}:1.27" # {{ not code }}');
  expect(parts.map(([part]) => part)).toEqual(["{{", "index", ".Values", '"', "image", '"', "}}"]);
});

test("a template's comment is a comment, over several lines", async () => {
  expect(await colours("{{- /* one\ntwo */ -}}\nname: web")).toEqual([
    ["{{- /*", "comment.block"],
    [" one", "comment.block"],
    ["two ", "comment.block"],
    ["*/ -}}", "comment.block"],
  ]);
});

test("expressions of other tools and flow mappings keep their colours", async () => {
  expect(await colours(`env: \${{ github.ref }}\nmap: { a: { b: 1 } }`)).toEqual([]);
});
