import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import crosswalk from "../../rules/crosswalk.json" with { type: "json" };
import { rules } from "../../rules/index.ts";
import { lint, type Problem } from "../../rules/lint.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { LATEST, type Minor } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import type { PodSecurityLevel } from "../../rules/rule.ts";
import { shared } from "../support/shared.ts";

/** A check's id, and the controller's sentence. */
type Failing = readonly (readonly [string, string])[];

/** What the admission controller says of a conformance pod. */
interface Fixture {
  readonly file: string;
  readonly failing: Failing;
}

/** What it says of one object in a real manifest. */
interface Row {
  readonly file: string;
  readonly doc: number;
  readonly item?: number;
  readonly error?: string;
  readonly baseline: Failing;
  readonly restricted: Failing;
  readonly "baseline1.24": Failing;
  readonly "restricted1.24": Failing;
}

interface Check {
  readonly id: string;
  readonly level: PodSecurityLevel;
  readonly versions: readonly { readonly from: string; readonly overrides?: readonly string[] }[];
}

/** The columns of a row, and what the controller judged by. */
const COLUMNS = [
  { column: "baseline", level: "baseline", version: 36 },
  { column: "restricted", level: "restricted", version: 36 },
  { column: "baseline1.24", level: "baseline", version: 24 },
  { column: "restricted1.24", level: "restricted", version: 24 },
] as const;

/** Where the checks and verdicts of the admission controller stand. */
const ORACLE = "oracles/pod-security";

describe.runIf(shared)("the verdicts of the Pod Security admission controller", () => {
  test("are ours for every conformance pod at its level and version", { timeout: 60_000 }, () => {
    const verdicts = new Map(lines<Fixture>("fixtures.jsonl.gz").map(({ file, failing }) => [file, failing]));
    for (const { file, failing = [] } of lines<Partial<Fixture>>("fixtures-defaulted.jsonl.gz")) {
      verdicts.set(file ?? "", failing);
    }
    const failing = judges();
    const wrong = [...verdicts].filter(([file, verdict]) => {
      const [level = "", version = ""] = file.split("/");
      return failing(level, minorOf(version))(manifest("corpora/psa", file)) !== ids(verdict);
    });
    expect(wrong).toEqual([]);
    expect(verdicts.size).toBe(4537);
  });

  test("are ours for every object of real manifests", { timeout: 60_000 }, () => {
    const defaulted = new Map(lines<Row>("defaulted.jsonl.gz").map((row) => [key(row), row]));
    const rows = lines<Row>("real.jsonl.gz").filter(({ error }) => error === undefined);
    const failing = judges();
    const manifests = new Map<string, Manifest>();
    const wrong = rows.flatMap((row) => {
      const { file, doc, item } = row;
      const source = manifests.get(file) ?? manifest("corpora/real", file);
      manifests.set(file, source);
      const isMeant = ({ document, path }: Problem) => document === doc && (item === undefined || path[1] === item);
      return COLUMNS.flatMap(({ column, level, version }) => {
        const ours = failing(level, version)(source, isMeant);
        const theirs = ids(row[column], forgiven(row, defaulted.get(key(row))));
        return ours === theirs ? [] : [{ file, doc, item, column, ours, theirs }];
      });
    });
    expect(wrong).toEqual([]);
    expect(rows.length).toBe(1336);
  });
});

test.runIf(shared)("recommended rules say nothing of pod security where a pod meets the level restricted", () => {
  const asked = ask(rules, { presets: ["recommended"], rules: [], kubernetes: LATEST, podSecurity: LATEST });
  const folder = "corpora/psa/restricted/v1.37/pass";
  const files = readdirSync(join(shared ?? "", folder));
  const said = files.flatMap((file) =>
    lint(manifest(folder, file), asked, (message) => expect.fail(message))
      .filter(({ rule }) => rule.group === "pod-security")
      .map(({ rule, message }) => `${file}: ${rule.id} ${message}`),
  );
  expect(said).toEqual([]);
  expect(files.length).toBeGreaterThan(20);
});

/** The checks that an object no longer fails once the API server has filled in its defaults, as we do. */
function forgiven(raw: Row, defaulted: Row | undefined): readonly string[] {
  if (defaulted === undefined) return [];
  const left = defaulted.restricted.map(([id]) => id);
  return raw.restricted.map(([id]) => id).filter((id) => !left.includes(id));
}

/** For each level and version, made once: the ids of the checks that fail, as our rules answer to them. */
function judges() {
  const { checks } = JSON.parse(readFileSync(join(shared ?? "", ORACLE, "checks.json"), "utf8"));
  const made = new Map<string, ReturnType<typeof judgeAt>>();
  return (level: string, version: Minor) => {
    const name = `${level} ${version}`;
    const judge = made.get(name) ?? judgeAt(level === "restricted" ? level : "baseline", version, checks);
    made.set(name, judge);
    return judge;
  };
}

function judgeAt(level: PodSecurityLevel, version: Minor, checks: readonly Check[]) {
  const presets = [`pod-security-${level}`] as const;
  const asked = ask(rules, { presets, rules: [], kubernetes: LATEST, podSecurity: version });
  const active = activeChecks(checks, level, version);
  return (source: Manifest, isMeant: (problem: Problem) => boolean = () => true): string => {
    const problems = lint(source, asked, (message) => expect.fail(message)).filter(isMeant);
    return [...new Set(problems.flatMap(({ rule }) => checksOf(rule.id, active)))].sort().join();
  };
}

/** The checks that run at a level: at `restricted` also those of `baseline`, but for those that a stricter one overrides. */
function activeChecks(checks: readonly Check[], level: PodSecurityLevel, version: Minor): ReadonlySet<string> {
  const running = checks
    .filter((it) => level === "restricted" || it.level === "baseline")
    .flatMap(({ id, versions }) => {
      const newest = versions.findLast(({ from }) => minorOf(from) <= version);
      return newest === undefined ? [] : [{ id, overrides: newest.overrides ?? [] }];
    });
  const overridden = new Set(running.flatMap(({ overrides }) => overrides));
  return new Set(running.map(({ id }) => id).filter((id) => !overridden.has(id)));
}

/** The active checks that a rule answers to; the rule's own id, if it speaks at a level that knows none of them. */
function checksOf(id: string, active: ReadonlySet<string>): readonly string[] {
  const entries: Readonly<Record<string, { readonly aliases?: Readonly<Record<string, readonly string[]>> }>> =
    crosswalk.rules;
  const found = (entries[id]?.aliases?.["pod-security-admission"] ?? []).filter((it) => active.has(it));
  return found.length === 0 ? [id] : found;
}

const ids = (failing: Failing, except: readonly string[] = []): string =>
  [...new Set(failing.map(([id]) => id).filter((id) => !except.includes(id)))].sort().join();

const key = ({ file, doc, item }: Row): string => `${file}#${doc}#${item}`;

const minorOf = (version: string): Minor => Number(version.replace(/^v1\./, ""));

const manifest = (folder: string, file: string): Manifest =>
  parse({ uri: `file:///${file}`, text: readFileSync(join(shared ?? "", folder, file), "utf8") });

const lines = <Line>(name: string): readonly Line[] =>
  gunzipSync(readFileSync(join(shared ?? "", ORACLE, name)))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
