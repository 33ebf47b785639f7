import { type Hover, MarkupKind } from "vscode-languageserver";
import type { Problem } from "../../rules/lint.ts";
import { type FieldNote, type FieldValue, fieldNotes, type InForce } from "../../rules/model/fields.ts";
import { Place } from "../../rules/model/place.ts";
import { placeAt } from "../../rules/model/place-at.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import type { Span } from "../../rules/model/source.ts";
import type { Abilities } from "../abilities.ts";
import type { Judged } from "../documents.ts";
import type { Position } from "../lines.ts";
import { pageOf } from "../protocol.ts";

/** What there is to say of a position: what is wrong there, and what a security field does. */
export function hover(judged: Judged, position: Position, abilities: Abilities): Hover | undefined {
  const offset = judged.lines.offset(position);
  const problems = judged.problems.filter(({ span }) => span.start <= offset && offset < span.end);
  const field = fieldAt(judged, offset);
  const parts = [
    ...problems.map((it) => problemText(it, abilities.pages)),
    ...(field === undefined ? [] : [fieldText(field.notes)]),
  ];
  const span = problems[0]?.span ?? field?.span;
  if (span === undefined) return undefined;
  const value = parts.join("\n\n---\n\n");
  return {
    contents: abilities.rendersMarkdown
      ? { kind: MarkupKind.Markdown, value }
      : { kind: MarkupKind.PlainText, value: value.replace(/\*\*|`|\\(?=[^\w\s])|^---$/gm, "") },
    range: judged.lines.range(span),
  };
}

function problemText({ message, rule }: Problem, pages: string | undefined): string {
  const why = rule.why.trim().split("\n").slice(0, 2).join("\n");
  const page = pageOf(rule, pages);
  return `**${escaped(message)}**\n\n${why}\n\n${page === undefined ? `\`${rule.id}\`` : `[${rule.id}](${page})`}`;
}

function fieldAt({ manifest }: Judged, offset: number): { notes: readonly FieldNote[]; span: Span } | undefined {
  const placed = manifest.documents.findLast((it) => it.offset <= offset);
  if (placed === undefined) return undefined;
  const root = Place.root(placed.document);
  const place = placeAt(root, offset - placed.offset);
  const resource = resourcesOf(root).find((it) => beginsWith(place.path, it.place.path));
  if (resource === undefined || resource.isLocal) return undefined;
  const notes = fieldNotes(place, resource);
  const { start, end } = place.named.span;
  return notes.length === 0 ? undefined : { notes, span: { start: start + placed.offset, end: end + placed.offset } };
}

const beginsWith = (path: Place["path"], top: Place["path"]) => top.every((step, index) => path[index] === step);

function fieldText(notes: readonly FieldNote[]): string {
  const [only, ...others] = notes;
  if (only === undefined) return "";
  if (others.length === 0) return `**${only.name}**: ${only.what}\n\n${only.inForce.map(inForceText).join("\n")}`;
  return notes.flatMap(({ name, inForce }) => inForce.map((it) => `- **${name}**: ${valueText(it.value)}`)).join("\n");
}

const inForceText = ({ container, value }: InForce) =>
  container === undefined
    ? `In force: ${valueText(value)}`
    : `- container "${escaped(container)}": ${valueText(value)}`;

function valueText(value: FieldValue): string {
  if (value === undefined) return "only the rendered manifest could tell";
  if ("otherwise" in value) return `${value.otherwise}, where nothing is said`;
  return `${quoted(value.written)}, by the ${value.by}`;
}

/** A user's text as code in Markdown, whatever backticks are in it. */
function quoted(text: string): string {
  const fence = "`".repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map((it) => it[0].length)) + 1);
  return text.includes("`") ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

const escaped = (text: string) => text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, "\\$&");
