import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { unknowable } from "../../rules/model/unknowable.ts";
import { shared } from "../support/shared.ts";

/** What differs from Kubernetes' own reading, and why. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  "duplicate keys, int and string of the same text":
    "Go's maps have no order: either may win there; here the last does.",
  "alias followed by a colon without a space":
    "YAML 1.2 takes the colon as part of the alias's name; go-yaml does not.",
  "byte order mark after ---": "Only the mark at the start of a file is taken off.",
  "--- with content on the line": "kubectl stops at the first one; both are judged here, and both are reported.",
  "... between documents without ---": "kubectl silently loses what follows `...`; here it is judged.",
  "directive of the second document after ...": "kubectl cuts the directive off with the document before it.",
  "directive of the second document without ...":
    "YAML 1.2 forbids a directive within a document; go-yaml ends the document.",
  "template braces": "A template: it is masked before it is read.",
  "template braces on a line": "A template: it is masked before it is read.",
  "nested 9,000 flow sequences": "Nesting is read to a depth of several hundred.",
  "nested 10,000 flow sequences": "Nesting is read to a depth of several hundred.",
  "nested 10,000 compact block sequences": "Nesting is read to a depth of several hundred.",
  "nested 10,000 flow mappings": "Nesting is read to a depth of several hundred.",
  "nested 10,000 JSON objects": "Nesting is read to a depth of several hundred.",
  "invalid UTF-8": "Bytes are decoded before a text gets here: the command line reports the file.",
  "U+2028 and U+0085 in a plain scalar": "Line breaks to YAML 1.1, ordinary characters to YAML 1.2.",
};

interface Answer {
  readonly json?: string;
  readonly jsonBytes?: number;
  readonly jsonSha256?: string;
  readonly error?: string;
}
interface Case {
  readonly name: string;
  readonly yaml?: string;
  readonly base64?: string;
  readonly documents: readonly Answer[];
  readonly parts?: readonly Answer[];
}

describe.runIf(shared)("what kubectl reads", () => {
  const file = join(shared ?? "", "oracles/yaml-edge/cases.json");
  const cases: readonly Case[] = shared === undefined ? [] : JSON.parse(readFileSync(file, "utf8"));

  for (const one of cases) {
    test(one.name, () => {
      const text = one.yaml ?? Buffer.from(one.base64 ?? "", "base64").toString();
      const got = JSON.stringify(read(text));
      const agrees = [one.documents, one.parts ?? one.documents].some((it) => got === JSON.stringify(answers(it)));
      expect(agrees, `${one.name}: ${got}`).toBe(!(one.name in DIFFERENCES));
    });
  }

  test("no difference is written down that is none", () => {
    const names = new Set(cases.map(({ name }) => name));
    expect(Object.keys(DIFFERENCES).filter((it) => !names.has(it))).toEqual([]);
  });
});

/** Each document as sorted JSON, or that it is refused; those that hold nothing are left out, as kubectl does. */
function read(text: string): readonly string[] {
  return parse({ uri: "file:///edge.yaml", text })
    .documents.map(({ document }) => {
      if (document.errors.length > 0) return "refused";
      try {
        return sorted(Place.root(document).value ?? null);
      } catch (error) {
        if (error === unknowable) return "unknown";
        throw error;
      }
    })
    .filter((it) => it !== "null");
}

function answers(given: readonly Answer[]): readonly string[] {
  return given
    .map(({ json, jsonBytes, error }) => (error !== undefined ? "refused" : jsonBytes !== undefined ? "long" : json))
    .filter((it): it is string => it !== undefined && it !== "" && it !== "null")
    .map((it) => (it === "refused" || it === "long" ? it : sorted(JSON.parse(it))));
}

const sorted = (value: unknown): string => {
  const text = JSON.stringify(inOrder(value));
  return text.length > 4000 ? "long" : text;
};

function inOrder(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, it]) => [key, inOrder(it)]),
  );
}
