// `npm run survey -- [rule …] [--preset NAME] [--count N] [--lines N] [--seed N]`: what the rules say of thousands of real manifests, to be read by a person, and what such a person has said of it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rules } from "../../rules/index.ts";
import { lint, type Problem } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { type Resource, resourcesOf } from "../../rules/model/resource.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask, PRESETS } from "../../rules/presets.ts";
import { sourceOf } from "../../server/sources/source.ts";

/** What persons have said, a file for each group of rules: a list of readings for each rule. */
const READINGS = "test/survey/readings";

/** What a person has said of one finding. */
interface Reading {
  readonly file: string;
  /** From the document's root, with dots. */
  readonly path: string;
  readonly verdict: "right" | "wrong" | "pointless";
  /** In a few words. */
  readonly reason: string;
}

/** A problem in its file. */
interface Seen {
  readonly file: string;
  readonly text: string;
  readonly problem: Problem;
}

const { values, positionals: only } = parseArgs({
  allowPositionals: true,
  options: {
    preset: { type: "string", default: "recommended" },
    count: { type: "string", default: "15" },
    lines: { type: "string", default: "6" },
    seed: { type: "string", default: "1" },
    folder: { type: "string", default: "../shared/corpora/real" },
  },
});

const presets = PRESETS.filter((it) => it === values.preset);
const asked = ask(rules, { presets, rules: [], kubernetes: LATEST, podSecurity: LATEST });
const seen: Seen[] = [];
let resources = 0;
for (const file of readdirSync(values.folder, { recursive: true, encoding: "utf8" }).toSorted()) {
  if (/\.(?:ya?ml|json)$/.test(file)) judge(file);
}

console.log(`${resources} resources, ${seen.length} findings of the preset ${values.preset}\n`);
const byRule = asked.rules.map(({ rule }) => ({ rule, found: seen.filter((it) => it.problem.rule.id === rule.id) }));
for (const { rule, found } of byRule.toSorted((a, b) => b.found.length - a.found.length)) {
  const accused = new Set(found.map(({ problem }) => problem.resource ?? problem)).size;
  console.log(
    `${share(accused)}  ${String(found.length).padStart(6)} findings  ${rule.severity.padEnd(7)}  ${rule.group}/${rule.id}`,
  );
}
tellPairs();
tellReadings();
for (const { rule, found } of byRule) {
  if (only.length > 0 && !only.includes(rule.id)) continue;
  console.log(`\n\n===== ${rule.id}: ${found.length} findings`);
  for (const it of sample(found, Number(values.count))) console.log(`\n${excerpt(it)}`);
}

/** What a person has said of findings: the share of each rule that is wrong or pointless. */
function tellReadings(): void {
  console.log("\nOf the findings that were read, wrong or pointless:");
  const readings: Readonly<Record<string, readonly Reading[]>> = Object.assign(
    {},
    ...readdirSync(READINGS).map((group) => JSON.parse(readFileSync(join(READINGS, group), "utf8"))),
  );
  for (const [id, read] of Object.entries(readings)) {
    const bad = read.filter(({ verdict }) => verdict !== "right");
    const stands = read.filter(({ file, path }) =>
      seen.some((it) => it.problem.rule.id === id && it.file === file && it.problem.path.join(".") === path),
    );
    console.log(
      `${String(bad.length).padStart(4)} of ${String(read.length).padStart(3)}  ${id}${stands.length < read.length ? `  (${read.length - stands.length} are gone)` : ""}`,
    );
  }
}

function judge(file: string): void {
  const text = readFileSync(join(values.folder, file), "utf8");
  const manifest = parse(sourceOf(`file:///${file}`, text));
  for (const { document } of manifest.documents) {
    resources += ifKnown((): readonly Resource[] => resourcesOf(Place.root(document)), []).length;
  }
  const problems = lint(manifest, asked, (message) => console.log(message));
  seen.push(...problems.map((problem) => ({ file, text, problem })));
}

/** Which rules speak of the same stretch of text, as two names for one mistake would. */
function tellPairs(): void {
  const at = new Map<string, Set<string>>();
  for (const { file, problem } of seen) {
    const place = `${file} ${problem.span.start} ${problem.span.end}`;
    at.set(place, (at.get(place) ?? new Set()).add(problem.rule.id));
  }
  const pairs = new Map<string, number>();
  for (const here of at.values()) {
    const ids = [...here].toSorted();
    for (const [index, id] of ids.entries()) {
      for (const other of ids.slice(index + 1)) {
        const pair = `${id} + ${other}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
  }
  console.log(`\n${at.size} places are underlined; two rules underline the same:`);
  for (const [pair, count] of [...pairs].toSorted((a, b) => b[1] - a[1]).slice(0, 20)) {
    console.log(`${String(count).padStart(6)}  ${pair}`);
  }
}

/** Some of many, the same each time, no two of one file. */
function sample(found: readonly Seen[], count: number): readonly Seen[] {
  const random = dice(Number(values.seed));
  const shuffled = found.map((it) => ({ it, order: random() })).toSorted((a, b) => a.order - b.order);
  return [...new Map(shuffled.map(({ it }) => [it.file, it])).values()].slice(0, count);
}

function excerpt({ file, text, problem: { span, message, severity, resource, see, fixes, path } }: Seen): string {
  const lines = text.split("\n");
  const row = text.slice(0, span.start).split("\n").length - 1;
  const column = span.start - (text.lastIndexOf("\n", span.start - 1) + 1);
  const first = Math.max(0, row - 2);
  const shown = lines.slice(first, row + Number(values.lines) - 1).map((line) => `    ${line.slice(0, 160)}`);
  const width = Math.min(span.end, text.length) - span.start;
  shown.splice(row - first + 1, 0, `    ${" ".repeat(column)}${"^".repeat(Math.max(1, Math.min(width, 120)))}`);
  return [
    `${file}  ${path.join(".")}`,
    `  line ${row + 1}  ${resource?.kind ?? "-"} (${severity}) ${message}`,
    ...see.map((it) => `    see line ${text.slice(0, it.span.start).split("\n").length}: ${it.message}`),
    `    fixes: ${fixes.map(({ title, safety }) => `${title} [${safety}]`).join("; ") || "none"}`,
    ...shown,
  ].join("\n");
}

function share(accused: number): string {
  return `${((100 * accused) / resources).toFixed(1).padStart(5)} %`;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
