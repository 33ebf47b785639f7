import { editsOf, lint } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { applyEdits, type Span } from "../../rules/model/source.ts";
import { LATEST } from "../../rules/model/versions.ts";
import type { Example, Fix, Rule } from "../../rules/rule.ts";

const fail = (message: string): never => {
  throw new Error(message);
};

/** Lint a marked text with one rule: the text with the marks that the rule earns, and the texts that its first and its second fixes make. */
export function check(rule: Rule, markedText: string, example: Partial<Example> = {}) {
  const text = markedText.replace(MARK, "");
  const manifest = parse({ uri: "file:///example.yaml", text });
  const cluster = {
    kubernetes: example.kubernetes ?? LATEST,
    podSecurity: example.podSecurity ?? LATEST,
    ...(example.podSecurityLevel && { podSecurityLevel: example.podSecurityLevel }),
  };
  const { options = {} } = example;
  const problems = lint(
    manifest,
    { rules: [{ rule, severity: rule.severity, context: { cluster, options } }], cluster },
    fail,
  );
  const marks = problems.flatMap(({ span, message, see }) => [
    { span, message, pen: "^" },
    ...see.map((it) => ({ ...it, pen: "~" })),
  ]);
  const mended = (fixes: readonly (Fix | undefined)[]) => {
    const present = fixes.filter((it) => it !== undefined);
    return present.length === 0 ? undefined : applyEdits(text, editsOf(manifest, present, fail));
  };
  return {
    marked: draw(text, marks),
    fixed: mended(problems.map(({ fixes }) => fixes[0])),
    alsoFixed: mended(problems.map(({ fixes }) => fixes[1])),
  };
}

/** `^^^` for a finding, `~~~` for a place that it refers to. */
export const MARK = /^ *(\^+|~+) .*\n/gm;

/** The text, with every mark on a line of its own under the line on which it stands. */
function draw(text: string, marks: readonly { span: Span; message: string; pen: string }[]): string {
  const fromTheBack = marks.toSorted((a, b) => b.span.start - a.span.start);
  return fromTheBack.reduce((result, { span, message, pen }) => {
    const line = text.lastIndexOf("\n", span.start - 1) + 1;
    const next = text.indexOf("\n", span.start) + 1;
    const mark = " ".repeat(span.start - line) + pen.repeat(span.end - span.start);
    return `${result.slice(0, next)}${mark} ${message}\n${result.slice(next)}`;
  }, text);
}
