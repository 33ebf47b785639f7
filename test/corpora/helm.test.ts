import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint, type Problem } from "../../rules/lint.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { Place, type Step } from "../../rules/model/place.ts";
import { NONE } from "../../rules/model/tree.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import { sourceOf } from "../../server/sources/source.ts";
import { shared } from "../support/shared.ts";

const everything = ask(rules, { presets: ["all"], rules: [], kubernetes: LATEST, podSecurity: LATEST });

const fail = (message: string) => {
  throw new Error(message);
};

interface Chart {
  readonly chart: string;
  readonly name: string;
  readonly ok: boolean;
}

/** What a template became in one of the two runs. */
interface Rendered {
  readonly root: Place;
  readonly kind: string;
  readonly problems: readonly Problem[];
}

describe.runIf(shared)("a chart", () => {
  const index: string = shared === undefined ? "[]" : readFileSync(join(shared, "oracles/helm/index.json"), "utf8");
  const charts = (JSON.parse(index) as readonly Chart[]).filter(({ ok }) => ok);

  test("is there to be tested", () => {
    expect(charts).toHaveLength(52);
  });

  let told = 0;
  for (const chart of charts) {
    test(`is not accused of what is rendered without fault: ${chart.chart}`, () => {
      const rendered = renderedBy(chart);
      for (const file of templatesOf(chart)) {
        const source = `${chart.name}/${file}`;
        const text = readFileSync(join(shared ?? "", "corpora/helm", chart.chart, file), "utf8");
        const manifest = parse(sourceOf(file, text));
        const made = rendered.get(source) ?? [];
        const accused = lint(manifest, everything, fail);
        const wrong = accused.filter((problem) => !isRendered(problem, made) && !isLeftOut(manifest, problem, made));
        expect(
          wrong.map(({ rule, message, span }) => `${source}:${lineOf(text, span.start)} ${rule.id}: ${message}`),
        ).toEqual([]);
        told += accused.length;
      }
    });
  }

  test("is accused, where its template says it all", () => {
    expect(told).toBeGreaterThan(300);
  });
});

const isRendered = (problem: Problem, made: readonly Rendered[]) =>
  made.some(({ problems }) =>
    problems.some(({ rule, resource }) => rule === problem.rule && resource?.kind === problem.resource?.kind),
  );

/** Whether what a problem stands in was not rendered: its template, its resource, or an item of that name. */
function isLeftOut(manifest: Manifest, problem: Problem, made: readonly Rendered[]): boolean {
  const document = manifest.documents[problem.document]?.document;
  if (document === undefined) return false;
  const template = Place.root(document);
  return made
    .filter(({ kind }) => problem.resource === undefined || kind === problem.resource.kind)
    .every(({ root }) => !hasCounterpart(template, root, problem.path));
}

/** Whether what a template writes on a path is there in both documents: items by their names, all else by its key. */
function hasCounterpart(template: Place, rendered: Place, path: readonly Step[]): boolean {
  let [from, to] = [template, rendered];
  for (const step of path) {
    from = from.at(step);
    const name = typeof step === "number" ? from.at("name").shown : "";
    const isNamed = name !== "" && !name.includes("{{");
    const counterpart = isNamed
      ? to.children.find((it) => it.at("name").shown === name)
      : isRoleRule(from)
        ? to.children.find((it) => it.isKnown && isDeepStrictEqual(it.value, from.value))
        : to.at(step);
    if (counterpart === undefined || (isWritten(from) && !isWritten(counterpart))) return false;
    to = counterpart;
  }
  return true;
}

/** Whether the text says something here, be it `null`. */
const isWritten = (place: Place): boolean => place.node !== NONE;

/** Whether an item is a rule of a role: those have no names, and go by all that they say. */
const isRoleRule = (item: Place): boolean => item.isKnown && ifKnown(() => item.at("verbs").isSequence, false);

function renderedBy({ chart }: Chart): ReadonlyMap<string, readonly Rendered[]> {
  const bySource = new Map<string, Rendered[]>();
  for (const file of ["rendered.yaml", "rendered-2.yaml"]) {
    const path = join(shared ?? "", "oracles/helm", chart, file);
    if (!existsSync(path)) continue;
    const manifest = parse({ uri: file, text: readFileSync(path, "utf8") });
    const problems = lint(manifest, everything, fail);
    for (const [index, { document }] of manifest.documents.entries()) {
      const source = /^# Source: (.*)$/m.exec(document.text)?.[1] ?? "";
      const root = Place.root(document);
      const own = problems.filter((it) => it.document === index);
      bySource.set(source, [...(bySource.get(source) ?? []), { root, kind: root.at("kind").shown, problems: own }]);
    }
  }
  return bySource;
}

const templatesOf = ({ chart }: Chart): readonly string[] =>
  readdirSync(join(shared ?? "", "corpora/helm", chart), { recursive: true, encoding: "utf8" }).filter((it) =>
    /(?:^|\/)templates\/(?:.*\/)?[^/_][^/]*\.ya?ml$/.test(it),
  );

const lineOf = (text: string, offset: number) => text.slice(0, offset).split("\n").length;
