import type { Change } from "./model/change.ts";
import type { Document } from "./model/document.ts";
import type { Manifest, PlacedDocument } from "./model/manifest.ts";
import { isPatch } from "./model/patches.ts";
import { Place, type Step } from "./model/place.ts";
import { type GroupKind, type Resource, resourcesOf } from "./model/resource.ts";
import type { Edit, Span } from "./model/source.ts";
import { ifKnown, unknowable } from "./model/unknowable.ts";
import { write } from "./model/write.ts";
import { type Asked, type Chosen, holds } from "./presets.ts";
import type { Fix, Found, Rule, Severity } from "./rule.ts";

/** A finding of a rule, resolved to spans of its source. */
export interface Problem {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly see: readonly { readonly span: Span; readonly message: string }[];
  readonly tag: "deprecated" | "unnecessary" | undefined;
  /** The preferred one first. */
  readonly fixes: readonly Fix[];
  /** The number of its document in the manifest. */
  readonly document: number;
  readonly resource: Resource | undefined;
  /** What its rule looked at: a container, say. */
  readonly subject: unknown;
  /** From the document's root. */
  readonly path: readonly Step[];
}

/** Told of a rule that threw: once for each rule and manifest. */
export type Log = (message: string) => void;

/** Everything that the rules asked for find amiss in `manifest`, in the order of the text, then of the rules' ids. */
export function lint(manifest: Manifest, asked: Asked, log: Log): readonly Problem[] {
  const failed = new Set<Rule>();
  const tell = (rule: Rule, error: unknown) => {
    if (!failed.has(rule)) log(`${rule.id} failed on ${manifest.source.uri}: ${explained(error)}`);
    failed.add(rule);
  };
  return manifest.documents.flatMap(({ document, offset }, index) =>
    judge(document, asked, tell).map((it) => problem(it, offset, index)),
  );
}

/** The edits that make `fixes` all at once, each of which some problem of `manifest` offers; none where only a renderer could tell what to write. */
export function editsOf(manifest: Manifest, fixes: readonly Fix[], log: Log): readonly Edit[] {
  const changes = fixes.flatMap((fix) => changesOf(fix, log));
  return write(changes).flatMap(({ document, edits }) => {
    const offset = manifest.documents.find((it) => it.document === document)?.offset;
    return offset === undefined ? [] : edits.map(({ span, ...edit }) => ({ ...edit, span: moved(span, offset) }));
  });
}

interface Judged {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly found: Found;
  readonly span: Span;
  readonly path: readonly Step[];
}

/** What the rules asked for find in a document: remembered with it under what was asked. */
function judge(document: Document, asked: Asked, failed: (rule: Rule, error: unknown) => void): readonly Judged[] {
  const before = document.memory.get(asked) as readonly Judged[] | undefined;
  if (before !== undefined) return before;
  const root = Place.root(document);
  const subjects = { document, root, resources: ifKnown(() => resourcesOf(root), []) };
  const judged: Judged[] = [];
  for (const { rule, severity, context } of concerned(asked, new Set(subjects.resources.map((it) => it.groupKind)))) {
    for (const found of rule.find(subjects, context, (error) => failed(rule, error))) {
      if (isElsewhere(found) && !isExact(rule, asked)) continue;
      judged.push({ rule, severity, found, span: found.finding.at.span, path: found.finding.at.path });
    }
  }
  const kept = withoutReplaced(judged).toSorted(inOrder);
  // What is remembered of a document beside its findings is several times as much.
  root.forget();
  document.memory.set(asked, kept);
  return kept;
}

/** The rules asked for that may find something in resources of some kinds, in their order. */
function concerned(asked: Asked, kinds: ReadonlySet<GroupKind>): readonly Chosen[] {
  const known = choices.get(asked) ?? new Map<string, readonly Chosen[]>();
  choices.set(asked, known);
  const key = [...kinds].join(" ");
  const before = known.get(key);
  if (before !== undefined) return before;
  const names = [...kinds];
  const chosen = asked.rules.filter(({ rule }) => rule.kinds === undefined || names.some((it) => rule.kinds?.has(it)));
  // Documents of many kinds are few, and kinds may be made up without end.
  if (known.size < MOST_CHOICES) known.set(key, chosen);
  return chosen;
}

const choices = new WeakMap<Asked, Map<string, readonly Chosen[]>>();
const MOST_CHOICES = 1000;

/** Whether a rule is asked to say what the admission controller says, of patches too. */
const isExact = (rule: Rule, { cluster: { podSecurityLevel } }: Asked): boolean =>
  podSecurityLevel !== undefined && holds(`pod-security-${podSecurityLevel}`, rule);

/** Whether something is missing here only because this is a patch of what says it. */
const isElsewhere = ({ finding, resource }: Found): boolean =>
  resource !== undefined && ifKnown(() => !finding.at.exists, false) && isPatch(resource);

/** Without the findings of rules that another, which found something amiss with the same subject, replaces. */
function withoutReplaced(judged: readonly Judged[]): readonly Judged[] {
  const replaced = new Map<unknown, Set<string>>();
  for (const { rule, found } of judged) {
    for (const id of rule.replaces ?? []) {
      replaced.set(found.subject, (replaced.get(found.subject) ?? new Set()).add(id));
    }
  }
  return judged.filter(({ rule, found }) => !replaced.get(found.subject)?.has(rule.id));
}

function inOrder(a: Judged, b: Judged): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule.id < b.rule.id ? -1 : 1);
}

function problem(judged: Judged, offset: PlacedDocument["offset"], document: number): Problem {
  const { rule, severity, found, span, path } = judged;
  const { message, see = [], fixes = [], tag } = found.finding;
  return {
    rule,
    // What the user has set counts for all of a rule's findings.
    severity: severity === rule.severity ? (found.finding.severity ?? severity) : severity,
    message,
    span: moved(span, offset),
    see: see.map((it) => ({ span: moved(it.at.span, offset), message: it.message })),
    tag,
    fixes,
    document,
    resource: found.resource,
    subject: found.subject,
    path,
  };
}

/** What a fix changes: all of it or nothing, for half a fix may break what the whole one mends. */
function changesOf(fix: Fix, log: Log): readonly Change[] {
  try {
    const changes = fix.changes();
    return changes.every(({ at }) => at.writable) ? changes : [];
  } catch (error) {
    if (error !== unknowable) log(`The fix "${fix.title}" failed: ${explained(error)}`);
    return [];
  }
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

const explained = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
