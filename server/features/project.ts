import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Position,
} from "vscode-languageserver";
import type { Rule } from "../../rules/rule.ts";
import type { OpenDocument } from "../documents.ts";
import { suggestions } from "../project/completion.ts";
import { readProject, schemaOf } from "../project/project.ts";
import { SOURCE } from "../protocol.ts";

/** What is wrong in a project's file that is open. */
export function projectDiagnostics({ uri, lines }: OpenDocument, rules: readonly Rule[]): Diagnostic[] {
  return readProject(uri, lines.text, rules).faults.map(({ span, message }) => ({
    source: SOURCE,
    severity: DiagnosticSeverity.Error,
    range: lines.range(span),
    message,
  }));
}

/** What may be written at a position of a project's file. */
export const projectCompletions = (
  { lines }: OpenDocument,
  position: Position,
  rules: readonly Rule[],
): CompletionItem[] =>
  suggestions(lines.text, lines.offset(position), schemaOf(rules)).map(({ label, description, isKey }) => ({
    label,
    kind: isKey ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    insertText: isKey ? `${/^[\w-]+$/.test(label) ? label : `"${label}"`}: ` : label,
    ...(description !== undefined && { documentation: description }),
  }));
