import { type Log, lint, type Problem } from "../../rules/lint.ts";
import type { Manifest } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { type Resource, resourcesOf } from "../../rules/model/resource.ts";
import type { Source, Span } from "../../rules/model/source.ts";
import { split } from "../../rules/model/split.ts";
import { NONE } from "../../rules/model/tree.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import type { Asked } from "../../rules/presets.ts";
import type { Excerpt, Reported } from "../formats/report.ts";
import { Lines } from "../lines.ts";

/** What is said of one text, as plain data. */
export interface Judgement {
  readonly documents: number;
  readonly resources: number;
  readonly problems: readonly Reported[];
}

/** What is said of a text that says nothing of Kubernetes; `undefined` if it may have to be read for that. Only escapes could hide the word. */
export function glance({ text, masked = text }: Source): Judgement | undefined {
  return /apiVersion|\\/.test(text) ? undefined : { documents: split(masked).length, resources: 0, problems: [] };
}

/** Judges one text that goes by `file`; each document of a rendered one goes by the template that it is said to come from. */
export function judge(manifest: Manifest, file: string, asked: Asked, isRendered: boolean, log: Log): Judgement {
  const problems = lint(manifest, asked, log);
  const lines = new Lines(manifest.source.text);
  const nameOf = (document: number) =>
    (isRendered ? templateOf(manifest.documents[document]?.document.text ?? "") : undefined) ?? file;
  return {
    documents: isEmpty(manifest) ? 0 : manifest.documents.length,
    resources: manifest.documents.reduce((count, { document }) => count + resourcesOf(Place.root(document)).length, 0),
    problems: withoutFlood(problems).map((it) => reported(it, nameOf(it.document), lines)),
  };
}

function reported(problem: Problem, file: string, lines: Lines): Reported {
  const { rule, severity, message, document, resource, path, span, see, fixes } = problem;
  return {
    rule: rule.id,
    severity,
    message,
    file,
    document,
    resource: resource === undefined ? null : identity(resource),
    path,
    range: lines.range(span),
    related: see.map((it) => ({ file, range: lines.range(it.span), message: it.message })),
    fixes: fixes.map(({ title, safety }) => ({ title, safety })),
    excerpt: excerpt(lines, span),
  };
}

function identity(resource: Resource): Reported["resource"] {
  const { apiVersion, kind, name } = resource;
  return { apiVersion, kind, namespace: ifKnown(() => resource.namespace, undefined) ?? null, name };
}

/** How much of a long line is kept on either side of what is underlined. */
const NEAR = 160;

function excerpt(lines: Lines, span: Span): Excerpt {
  const { text } = lines;
  const line = lines.line(lines.position(span.start).line);
  const start = Math.max(line.start, span.start - NEAR);
  const end = Math.min(line.end, Math.max(start, Math.min(span.end, span.start + NEAR)) + NEAR);
  return {
    // A copy of its own: a slice would keep the whole text alive.
    text: Buffer.from(text.slice(start, end)).toString(),
    start: span.start - start,
    end: Math.max(span.start, Math.min(span.end, end)) - start,
    isCutBefore: start > line.start,
    isCutAfter: end < line.end,
  };
}

/** As many errors of one text as anyone reads. */
const MOST_YAML_ERRORS = 100;

function withoutFlood(problems: readonly Problem[]): readonly Problem[] {
  let left = MOST_YAML_ERRORS;
  return problems.filter(({ rule }) => rule.id !== "invalid-yaml" || left-- > 0);
}

/** What `helm template` says a document was made from, in its first comments. */
function templateOf(document: string): string | undefined {
  for (const line of document.slice(0, 4096).split(/\r?\n/)) {
    const file = /^# Source: (\S.*)$/.exec(line)?.[1];
    if (file !== undefined) return file.trimEnd();
    if (!/^(?:\s*$|#|---)/.test(line)) return undefined;
  }
  return undefined;
}

function isEmpty({ source, documents: [only, ...others] }: Manifest): boolean {
  return others.length === 0 && only?.document.tree.root === NONE && !/^---/m.test(source.text);
}
