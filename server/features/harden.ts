import { type Log, lint, type Problem } from "../../rules/lint.ts";
import type { Document } from "../../rules/model/document.ts";
import type { Manifest } from "../../rules/model/manifest.ts";
import { Place, type Step } from "../../rules/model/place.ts";
import { type Container, containers, pods } from "../../rules/model/pods.ts";
import { type Resource, resourcesOf } from "../../rules/model/resource.ts";
import type { Edit, Span } from "../../rules/model/source.ts";
import { NONE } from "../../rules/model/tree.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import { type Asked, ask, holds } from "../../rules/presets.ts";
import type { Cluster, Fix, Rule } from "../../rules/rule.ts";
import type { Judged } from "../documents.ts";
import { mend } from "../mend.ts";
import { isRecord } from "../settings.ts";

/** A workload or one of its containers, that some edits would make meet Pod Security restricted. */
export interface Hardenable {
  readonly title: string;
  /** The number of its document, and where it stands there. */
  readonly document: number;
  readonly path: readonly Step[];
}

/** What stands at `span` that can be hardened: the container first, then its workload. */
export function hardenable(manifest: Manifest, span: Span, rules: readonly Rule[], cluster: Cluster): Hardenable[] {
  const asked = restricted(rules, cluster);
  return subjectsAt(manifest, span).filter((it) => fixable(manifest, it, asked, () => {}).length > 0);
}

/** The same, of what is known already: for an editor that asks at every keystroke. */
export const knownHardenable = ({ manifest, problems }: Judged, span: Span): Hardenable[] =>
  subjectsAt(manifest, span).filter(({ document, path }) =>
    problems.some(
      (it) => it.document === document && hasFix(it) && holds(PRESET, it.rule) && isBelow(pathOfSubject(it), path),
    ),
  );

/** The edits that make a workload or a container meet Pod Security restricted, as far as edits can. */
export function harden(
  manifest: Manifest,
  subject: Pick<Hardenable, "document" | "path">,
  rules: readonly Rule[],
  cluster: Cluster,
  log: Log,
): readonly Edit[] {
  const asked = restricted(rules, cluster);
  const choose = (current: Manifest) =>
    fixable(current, subject, asked, log).map(({ fixes }) => preferred(fixes, subject.path));
  return mend(manifest, choose, log);
}

const choices = new WeakMap<readonly Rule[], Map<string, Asked>>();

function restricted(rules: readonly Rule[], { kubernetes, podSecurity }: Cluster): Asked {
  const known = choices.get(rules) ?? new Map<string, Asked>();
  choices.set(rules, known);
  const key = `${kubernetes} ${podSecurity}`;
  const asked = known.get(key) ?? ask(rules, { presets: [PRESET], rules: [], kubernetes, podSecurity });
  known.set(key, asked);
  return asked;
}

const PRESET = "pod-security-restricted";

const subjectsAt = ({ documents }: Manifest, span: Span): Hardenable[] =>
  documents.flatMap(({ document, offset }, index) => {
    const within = { start: span.start - offset, end: span.end - offset };
    if (within.end < 0 || within.start > document.text.length) return [];
    return subjectsIn(document, within).map(({ title, place }) => ({ title, document: index, path: place.path }));
  });

interface Subject {
  readonly title: string;
  readonly place: Place;
}

function subjectsIn(document: Document, span: Span): readonly Subject[] {
  const resources = resourcesOf(Place.root(document)).filter((it) => !it.isLocal && pods(it).length > 0);
  const at = resources.find((it) => it.place.parent === undefined || touches(it.place, span));
  if (at === undefined) return [];
  const container = containers(at).find((it) => touches(it.place, span));
  return [...(container === undefined ? [] : [containerSubject(container)]), workloadSubject(at)];
}

const containerSubject = ({ name, place }: Container): Subject => ({
  title: `Harden container "${name}" to Pod Security restricted`,
  place,
});

const workloadSubject = ({ kind, name, place }: Resource): Subject => ({
  title: `Harden ${kind} "${name}" to Pod Security restricted`,
  place,
});

/** Whether a span lies in the lines of what stands at a place. */
function touches({ node, document: { text, tree } }: Place, span: Span): boolean {
  if (node === NONE) return false;
  const start = text.lastIndexOf("\n", tree.start(node)) + 1;
  const end = text.indexOf("\n", tree.end(node));
  return start <= span.end && span.start <= (end === -1 ? text.length : end);
}

/** The problems of a subject that have a fix. */
function fixable(
  manifest: Manifest,
  { document, path }: Pick<Hardenable, "document" | "path">,
  asked: Asked,
  log: Log,
): readonly FixableProblem[] {
  const placed = manifest.documents[document];
  if (placed === undefined) return [];
  const problems = lint({ source: manifest.source, documents: [placed] }, asked, log);
  return problems.filter(hasFix).filter((it) => isBelow(pathOfSubject(it), path));
}

type FixableProblem = Problem & { readonly fixes: readonly [Fix, ...Fix[]] };

const hasFix = (problem: Problem): problem is FixableProblem => problem.fixes.length > 0;

function pathOfSubject({ subject, path }: Problem): readonly Step[] {
  if (subject instanceof Place) return subject.path;
  return isRecord(subject) && subject.place instanceof Place ? subject.place.path : path;
}

const isBelow = (path: readonly Step[], top: readonly Step[]) => top.every((step, index) => path[index] === step);

/** The fix that changes nothing outside of the subject, if one does; a choice only where there is no other. */
function preferred(fixes: FixableProblem["fixes"], path: readonly Step[]): Fix {
  const clear = fixes.filter(({ safety }) => safety !== "choice");
  const few = clear.length > 0 ? clear : fixes;
  const staysWithin = (fix: Fix) => ifKnown(() => fix.changes().every(({ at }) => isBelow(at.path, path)), false);
  return few.find(staysWithin) ?? few[0] ?? fixes[0];
}
