import {
  type AnnotatedTextEdit,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Problem } from "../rules/lint.ts";
import type { Edit, Span } from "../rules/model/source.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import type { Abilities } from "./abilities.ts";
import type { Judged } from "./documents.ts";

/** The name that stands behind each of our diagnostics. */
export const SOURCE = "plimsoll";

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

const TAGS: Record<NonNullable<Problem["tag"]>, DiagnosticTag> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
};

/** A problem in the protocol's words; `index` is its place in the list of its version's problems. */
export function diagnosticOf(judged: Judged, index: number, problem: Problem, pages: string | undefined): Diagnostic {
  const { uri, version, lines } = judged;
  const { rule, severity, message, span, see, tag } = problem;
  const href = pageOf(rule, pages);
  return {
    source: SOURCE,
    code: rule.id,
    ...(href !== undefined && { codeDescription: { href } }),
    severity: SEVERITIES[severity],
    range: lines.range(span),
    message,
    ...(tag !== undefined && { tags: [TAGS[tag]] }),
    ...(see.length > 0 && {
      relatedInformation: see.map((it) => ({
        location: { uri, range: lines.range(it.span) },
        message: it.message,
      })),
    }),
    data: { version, key: index },
  };
}

/** A word of ours about a whole file, on its first line. */
export const noticeOf = (message: string): Diagnostic => ({
  source: SOURCE,
  severity: DiagnosticSeverity.Information,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  message,
});

/** The address of a rule's page, where the client has told where pages are. */
export const pageOf = ({ id }: Pick<Rule, "id">, pages: string | undefined): string | undefined =>
  pages === undefined ? undefined : `${pages}${id}`;

/** What an edit of a document is called, if the user shall look at it before it is made. */
export interface Confirmation {
  readonly label: string;
  readonly description: string;
}

/** Edits of one version of a document in the protocol's words; with placeholders, if the client knows them. */
export function workspaceEditOf(
  judged: Judged,
  edits: readonly Edit[],
  abilities: Abilities,
  confirmation?: Confirmation,
): WorkspaceEdit {
  const { uri, version, lines } = judged;
  if (!abilities.hasVersionedEdits) return { changes: { [uri]: edits.map((it) => textEditOf(lines, it)) } };
  const textDocument = { uri, version };
  if (abilities.hasSnippetEdits && edits.some(({ proposals = [] }) => proposals.length > 0)) {
    return { documentChanges: [{ textDocument, edits: snippetEditsOf(judged, edits) }] };
  }
  if (confirmation === undefined || !abilities.asksForConfirmation) {
    return { documentChanges: [{ textDocument, edits: edits.map((it) => textEditOf(lines, it)) }] };
  }
  const annotated = edits.map((it): AnnotatedTextEdit => ({ ...textEditOf(lines, it), annotationId: ANNOTATION }));
  return {
    documentChanges: [{ textDocument, edits: annotated }],
    changeAnnotations: { [ANNOTATION]: { ...confirmation, needsConfirmation: true } },
  };
}

const ANNOTATION = "plimsoll";

const textEditOf = (lines: Judged["lines"], { span, text }: Edit): TextEdit => ({
  range: lines.range(span),
  newText: text,
});

/**
 * Editors indent the further lines of a snippet as the line is indented that it is inserted in, up to where it is inserted:
 * so each begins at the beginning of its line.
 */
function snippetEditsOf({ lines, manifest }: Judged, edits: readonly Edit[]): SnippetTextEdit[] {
  let placeholders = 0;
  return fromLineStarts(manifest.source.text, edits).map(({ span, text, proposals = [] }) => {
    let value = "";
    let reached = 0;
    for (const { start, end } of proposals) {
      placeholders++;
      value += `${escaped(text.slice(reached, start))}\${${placeholders}:${escaped(text.slice(start, end))}}`;
      reached = end;
    }
    return { range: lines.range(span), snippet: { kind: "snippet", value: value + escaped(text.slice(reached)) } };
  });
}

const escaped = (text: string) => text.replace(/[\\$}]/g, "\\$&");

/** The same edits, each from the beginning of the line that it begins in; those that then meet are made one. */
function fromLineStarts(text: string, edits: readonly Edit[]): readonly Edit[] {
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const widened: Edit[] = [];
  for (const edit of inOrder) {
    const start = lineStart(text, edit.span.start);
    const before = widened.at(-1);
    if (before !== undefined && start <= before.span.end) {
      widened[widened.length - 1] = joined(before, text.slice(before.span.end, edit.span.start), edit);
    } else {
      const nothing: Edit = { span: { start, end: start }, text: "" };
      widened.push(joined(nothing, text.slice(start, edit.span.start), edit));
    }
  }
  return widened;
}

const lineStart = (text: string, offset: number): number =>
  offset === 0 ? 0 : Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;

function joined(first: Edit, between: string, second: Edit): Edit {
  const shift = first.text.length + between.length;
  const moved = (second.proposals ?? []).map(({ start, end }): Span => ({ start: start + shift, end: end + shift }));
  return {
    span: { start: first.span.start, end: second.span.end },
    text: first.text + between + second.text,
    proposals: [...(first.proposals ?? []), ...moved],
  };
}
