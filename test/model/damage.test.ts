import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { read } from "../../rules/model/read.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import { growth, LINEAR } from "../support/growth.ts";

/** A mistake that people make while they type: what they meant, what they wrote, and what they are told. */
interface Damage {
  readonly title: string;
  readonly meant: string;
  readonly wrote: string;
  /** Each with what it underlines. */
  readonly errors: readonly (readonly [underlined: string, message: string])[];
}

const DAMAGES: readonly Damage[] = [
  {
    title: "a key without its colon, between others",
    meant: "      securityContext: {}\n      image: web:1.0\n",
    wrote: "      secur\n      image: web:1.0\n",
    errors: [["secur", 'A colon is missing behind "secur".']],
  },
  {
    title: "a key without its colon, above what it holds",
    meant: "      resources:\n        limits: {}\n      image: web:1.0\n",
    wrote: "      resources\n        limits: {}\n      image: web:1.0\n",
    errors: [["resources", 'A colon is missing behind "resources".']],
  },
  {
    title: "a double quote that is never closed",
    meant: '      image: "web:1.0"\n      command: [web]\n',
    wrote: '      image: "web:1.0\n      command: [web]\n',
    errors: [['"web:1.0', "The quote that opens here is never closed."]],
  },
  {
    title: "a double quote that is closed by the next one",
    meant: '      image: "web:1.0"\n      workingDir: "/"\n',
    wrote: '      image: "web:1.0\n      workingDir: "/"\n',
    errors: [['"web:1.0', "The quote that opens here is never closed."]],
  },
  {
    title: "a single quote that is never closed",
    meant: "      image: 'web:1.0'\n",
    wrote: "      image: 'web:1.0\n",
    errors: [["'web:1.0", "The quote that opens here is never closed."]],
  },
  {
    title: "a bracket that is never closed",
    meant: '      image: web:1.0\n      args: ["a", "b"]\n',
    wrote: '      image: web:1.0\n      args: ["a", "b"\n',
    errors: [['["a", "b"', 'The "[" that opens here is never closed.']],
  },
  {
    title: "a brace that is never closed",
    meant: "      image: web:1.0\n      resources: { limits: { cpu: 1 } }\n",
    wrote: "      image: web:1.0\n      resources: { limits: { cpu: 1 }\n",
    errors: [["{ limits: { cpu: 1 }", 'The "{" that opens here is never closed.']],
  },
  {
    title: "a line that is indented too deep",
    meant: "      image: web:1.0\n      workingDir: /\n",
    wrote: "      image: web:1.0\n        workingDir: /\n",
    errors: [["workingDir: /", "This line is indented more than the one above it."]],
  },
  {
    title: "a line that is not indented deep enough",
    meant: "      image: web:1.0\n      workingDir: /\n",
    wrote: "      image: web:1.0\n     workingDir: /\n",
    errors: [["workingDir: /", "This line stands where a list item belongs."]],
  },
  {
    title: "a list item that is indented too deep",
    meant: "      image: web:1.0\n      args:\n        - a: b\n        - c: d\n",
    wrote: "      image: web:1.0\n      args:\n        - a: b\n            - c: d\n",
    errors: [["- c: d", "This line is indented more than the one above it."]],
  },
  {
    title: "a list item that is indented unlike the others, below one that holds more",
    meant: "      args:\n        - a:\n            b: 1\n        - c: d\n",
    wrote: "      args:\n        - a:\n            b: 1\n          - c: d\n",
    errors: [["- c: d", "This line is indented differently from those that it belongs to."]],
  },
  {
    title: "a tab for indentation",
    meant: "      image: web:1.0\n      workingDir: /\n",
    wrote: "      image: web:1.0\n\t\t\tworkingDir: /\n",
    errors: [["\t\t\t", "A tab indents this line, and YAML allows spaces only."]],
  },
  {
    title: "a colon within a value",
    meant: '      image: "web: 1.0"\n',
    wrote: "      image: web: 1.0\n",
    errors: [["web: 1.0", 'A value that contains ": " must stand in quotes.']],
  },
  {
    title: "an at sign at the beginning of a value",
    meant: '      image: "@web"\n',
    wrote: "      image: @web\n",
    errors: [["@web", 'A value cannot begin with "@" unless it stands in quotes.']],
  },
  {
    title: "a backtick at the beginning of a value",
    meant: '      image: "`web`"\n',
    wrote: "      image: `web`\n",
    errors: [["`web`", 'A value cannot begin with "`" unless it stands in quotes.']],
  },
  {
    title: "an alias of nothing",
    meant: "      image: web:1.0\n      resources: {}\n",
    wrote: "      image: web:1.0\n      resources: *small\n",
    errors: [["*small", 'No anchor "&small" stands above this alias.']],
  },
  {
    title: "a placeholder in braces without quotes",
    meant: '      image: "{registry}/web"\n',
    wrote: "      image: {registry}/web\n",
    errors: [["{registry}/web", 'A value that begins with "{" must stand in quotes, or be a list or a mapping.']],
  },
  {
    title: "two mistakes are told apart",
    meant: '      image: "web:1.0"\n      workingDir: "@x"\n',
    wrote: '      image: "web:1.0\n      workingDir: @x\n',
    errors: [
      ['"web:1.0', "The quote that opens here is never closed."],
      ["@x", 'A value cannot begin with "@" unless it stands in quotes.'],
    ],
  },
];

const pod = (lines: string) => `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  hostNetwork: true
  containers:
    - name: sidecar
      image: sidecar
      securityContext:
        privileged: true
    - name: web
${lines}    - name: last
      image: last
      securityContext:
        allowPrivilegeEscalation: true
`;

const asked = ask(rules, { presets: ["all"], rules: [], kubernetes: LATEST, podSecurity: LATEST });

const problems = (text: string) =>
  lint(parse({ uri: "file:///damage.yaml", text }), asked, (message) => {
    throw new Error(message);
  });

for (const { title, meant, wrote, errors } of DAMAGES) {
  describe(title, () => {
    const text = pod(wrote);

    test("is told once, where it is, in plain words", () => {
      const [placed] = parse({ uri: "file:///damage.yaml", text }).documents;
      const said = placed?.document.errors.map(({ span, message }) => [text.slice(span.start, span.end), message]);
      expect(said).toEqual(errors);
    });

    test("hides nothing that stands elsewhere, and accuses nobody of what may be missing", () => {
      const said = (from: string, isBroken: boolean) =>
        problems(from)
          // What is said of the token is said of all containers, the broken one among them.
          .filter(({ rule }) => rule.id !== "invalid-yaml" && rule.id !== "mounted-token")
          .map(({ rule, message, span }) => ({
            finding: `${rule.id}: ${message}`,
            isHere: inside(from, isBroken ? wrote : meant, span.start),
          }));
      const whole = said(pod(meant), false);
      const broken = said(text, true);
      const findings = (it: typeof whole) => it.filter(({ isHere }) => !isHere).map(({ finding }) => finding);
      expect(findings(whole).length).toBeGreaterThan(5);
      expect(findings(broken)).toEqual(findings(whole));
      const known = new Set(whole.map(({ finding }) => finding));
      expect(broken.filter(({ finding }) => !known.has(finding))).toEqual([]);
    });
  });
}

/** Whether an offset lies in the container that the lines belong to. */
function inside(text: string, lines: string, offset: number): boolean {
  const start = text.indexOf("    - name: web\n");
  return offset >= start && offset < text.indexOf(lines) + lines.length;
}

test("a key that is being typed at the end of a text is no error yet, and accuses nobody", () => {
  const text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  contai";
  expect(problems(text).filter(({ rule }) => rule.id === "invalid-yaml")).toEqual([]);
});

test("what Kubernetes reads though it is badly indented is no error", () => {
  const crd = `apiVersion: v1
kind: ConfigMap
metadata:
  name: notes
  annotations:
    note: 'It goes on
  over two lines,

  and a paragraph'
data: {
  a: b, # why
  c: "d
e"
}
`;
  const [placed] = parse({ uri: "file:///notes.yaml", text: crd }).documents;
  expect(placed?.document.errors).toEqual([]);
});

test("a broken text that begins with an empty line is read to its end", () => {
  const [placed] = parse({ uri: "file:///notes.yaml", text: '\n\n)\ns: "' }).documents;
  expect(placed?.document.errors.map(({ message }) => message)).toEqual([
    "A key must stand on one line, with its colon.",
    "The quote that opens here is never closed.",
  ]);
});

describe("a tab", () => {
  const tabs = (text: string) => {
    const [placed] = parse({ uri: "file:///notes.yaml", text }).documents;
    const isTab = (message: string) => message === "Kubernetes refuses the tab on this line, and allows spaces only.";
    return placed?.document.errors.map(({ span, message }) => (isTab(message) ? span.start : message));
  };

  test.each([
    ["on an empty line", "a: b\n\t\nc: d\n", 5],
    ["on an empty line ahead of everything", "# why\n \t\na: b\n", 7],
    ["on the last line", "a:\n  b: c\n\t", 10],
    ["ahead of a comment", "a:\n  b: 'c'\n      \t# why\n  d: e\n", 18],
    ["behind a dash", "a:\n  - -\tb\n", 8],
    ["where a block scalar begins", "a: |- # why\n\n  \tb\n  c\n", 15],
    ["behind a comment, however deep", "a:\n  b: c # why\n      \t\n  d: e\n", 22],
  ])("%s is refused, as Kubernetes does", (_, text, at) => {
    expect(tabs(text)).toEqual([at]);
  });

  test.each([
    ["behind a value", "a: b\t\nc: d\t# why\n"],
    ["within brackets", "a: [\n\t\n\tb ]\n"],
    ["within quotes", 'a: "b\n\t\n  c"\n'],
    ["in a block scalar", "a: |\n  b\n  \t\n  -\tc\n"],
    ["in a block scalar that says how far it is indented", "a: |2-\n  \tb\n"],
    ["deeper than the plain text above it", "a:\n- b: c\n   \t\n- c\n"],
    ["in JSON", '{\n\t"a": 1\n}\n\t\n'],
  ])("%s is a space", (_, text) => {
    expect(tabs(text)).toEqual([]);
  });

  test("on each of many lines costs one look each", () => {
    expect(growth((size) => tabs(`a: b\n${"  \t\n".repeat(size)}`), 2_000)).toBeLessThan(LINEAR);
  });
});

test("what is nested too deep is said at the bracket that goes too far, and not read", () => {
  const { errors, tree } = read(`["[", ${"[".repeat(20_000)}`, `["[", ${"[".repeat(20_000)}`);
  expect(errors).toEqual([{ span: { start: 1005, end: 1006 }, message: "This is nested too deep to be read." }]);
  expect(tree.size).toBe(0);
});
