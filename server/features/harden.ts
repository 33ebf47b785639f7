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

/** To what a workload is hardened: to Pod Security restricted, or to all that the rules ask that are on. */
export type Measure = "restricted" | "asked";

/** A workload or one of its containers, that some edits would make meet a measure. */
export interface Hardenable {
  readonly title: string;
  readonly measure: Measure;
  /** The number of its document, and where it stands there. */
  readonly document: number;
  readonly path: readonly Step[];
}

/** What stands at the cursor that can be hardened: the container first, then its workload. */
export function hardenable(judged: Judged, span: Span, rules: readonly Rule[]): Hardenable[] {
  const { manifest, asked } = judged;
  const byRestricted = restricted(rules, asked.cluster);
  return subjectsAt(manifest, span).filter((it) => {
    const problems = it.measure === "asked" ? judged.problems : undefined;
    return problems === undefined
      ? fixable(manifest, it, byRestricted, () => {}).length > 0
      : problems.some((problem) => isOf(problem, it) && !holds(PRESET, problem.rule));
  });
}

/** The same, of what is known already: for an editor that asks at every keystroke. */
export const knownHardenable = ({ manifest, problems }: Judged, span: Span): Hardenable[] =>
  subjectsAt(manifest, span).filter((it) =>
    problems.some((problem) => isOf(problem, it) && holds(PRESET, problem.rule) === (it.measure === "restricted")),
  );

/** The edits that make a workload or a container meet a measure, as far as edits can. */
export function harden(
  manifest: Manifest,
  subject: Omit<Hardenable, "title">,
  rules: readonly Rule[],
  asked: Asked,
  log: Log,
): readonly Edit[] {
  const measure = subject.measure === "asked" ? asked : restricted(rules, asked.cluster);
  const choose = (current: Manifest) =>
    fixable(current, subject, measure, log).map(({ fixes }) => preferred(fixes, subject.path));
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
    return subjectsIn(document, within).flatMap(({ title, place }): readonly Hardenable[] => {
      const at = { document: index, path: place.path };
      return [
        { ...at, measure: "restricted", title: `Harden ${title} to Pod Security restricted` },
        { ...at, measure: "asked", title: `Mend all problems of ${title}` },
      ];
    });
  });

interface Subject {
  /** What the author calls it. */
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
  title: `container "${name}"`,
  place,
});

const workloadSubject = ({ kind, name, place }: Resource): Subject => ({
  title: `${kind} "${name}"`,
  place,
});

/** Whether a span lies in the lines of what stands at a place. */
function touches({ node, document: { text, tree } }: Place, span: Span): boolean {
  if (node === NONE) return false;
  const start = text.lastIndexOf("\n", tree.start(node)) + 1;
  const end = text.indexOf("\n", tree.end(node));
  return start <= span.end && span.start <= (end === -1 ? text.length : end);
}

/** Whether a problem has a fix and lies in what can be hardened. */
const isOf = (problem: Problem, { document, path }: Hardenable): boolean =>
  problem.document === document && hasFix(problem) && isBelow(pathOfSubject(problem), path);

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
