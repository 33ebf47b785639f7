import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from "yaml";
import { rules } from "../../rules/index.ts";
import { lint, type Problem } from "../../rules/lint.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { applyEdits } from "../../rules/model/source.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import { LATEST, type Minor } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import type { Fix } from "../../rules/rule.ts";
import { mend } from "../../server/mend.ts";
import { sourceOf } from "../../server/sources/source.ts";
import { shared } from "../support/shared.ts";

/** As `plimsoll fix --review --preset pod-security-restricted` does. */
const asked = (podSecurity: Minor) =>
  ask(rules, { presets: ["pod-security-restricted"], rules: [], kubernetes: LATEST, podSecurity });
const latest = asked(LATEST);

const fail = (message: string): never => {
  throw new Error(message);
};

const isMade = ({ safety }: Fix) => safety !== "choice";

/** Comments that stand inside of a list that a fix takes away whole, and go with it. */
const TAKEN_ALONG: ReadonlySet<string> = new Set(["              # Capabilities needed for auditd module"]);

interface Mended {
  readonly before: Manifest;
  readonly text: string;
  readonly after: Manifest;
  readonly told: readonly Problem[];
  readonly left: readonly Problem[];
  /** Where fixes set or remove something: the paths, each with its document's number ahead. */
  readonly touched: readonly string[];
}

function mended(uri: string, text: string, rules = latest): Mended {
  const before = parse(sourceOf(uri, text));
  const touched: string[] = [];
  const choose = (manifest: Manifest) => {
    const fixes = lint(manifest, rules, fail).flatMap(({ document, fixes }) => {
      const fix = fixes.find(isMade);
      if (fix === undefined) return [];
      for (const { at } of ifKnown(fix.changes, [])) touched.push(JSON.stringify([document, ...at.path]));
      return [fix];
    });
    return fixes;
  };
  const result = applyEdits(text, mend(before, choose, fail));
  const after = parse(sourceOf(uri, result));
  return {
    before,
    text: result,
    after,
    told: lint(before, rules, fail),
    left: lint(after, rules, fail),
    touched,
  };
}

/** What is wrong with a mending: nothing, if it is right. */
function faults(text: string, it: Mended): readonly string[] {
  const found: string[] = [];
  const errors = (manifest: Manifest) => manifest.documents.flatMap(({ document }) => document.errors).length;
  if (errors(it.after) > errors(it.before)) found.push("it does not parse any more");
  for (const { rule, message } of it.left.filter(({ fixes }) => fixes.some(isMade)))
    found.push(`left: ${rule.id} ${message}`);
  const known = new Set(it.told.map(({ rule, message }) => `${rule.id} ${message}`));
  for (const { rule, message } of it.left) {
    if (!known.has(`${rule.id} ${message}`)) found.push(`new: ${rule.id} ${message}`);
  }
  found.push(...strangers(it).map((path) => `changed: ${path}`));
  found.push(...lostComments(text, it.text).map((comment) => `lost: ${comment}`));
  const returns = (of: string) => of.split("\r\n").length - 1;
  const breaks = (of: string) => of.split("\n").length - 1;
  if (returns(text) === 0 && returns(it.text) > 0) found.push("carriage returns appeared");
  if (returns(text) > 0 && returns(text) === breaks(text) && returns(it.text) !== breaks(it.text))
    found.push("line ends changed");
  return found;
}

/** The paths at which the data differ, though no fix touched them. */
function strangers({ before, after, touched }: Mended): readonly string[] {
  const [old, now] = [before, after].map(data) as [Leaves, Leaves];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
  const ours = touched.map((it) => it.slice(0, -1));
  return changed.filter((path) => {
    const own = path.slice(0, -1);
    // What a fix removes may take along the mapping that it leaves empty, and list items behind it move up.
    return !ours.some((it) => own.startsWith(it) || it.startsWith(own) || own.startsWith(it.replace(/,\d+$/, ",")));
  });
}

type Leaves = ReadonlyMap<string, string>;

/** Every scalar and every empty collection of a manifest, by its path, as it is written. */
function data({ source }: Manifest): Leaves {
  const leaves = new Map<string, string>();
  const walk = (node: unknown, path: readonly (string | number)[]) => {
    if (isMap(node) && node.items.length > 0) {
      for (const { key, value } of node.items) walk(value, [...path, isScalar(key) ? String(key.value) : String(key)]);
    } else if (isSeq(node) && node.items.length > 0)
      node.items.forEach((item, index) => void walk(item, [...path, index]));
    else {
      const written = isScalar(node)
        ? `${node.type === "PLAIN" ? "plain" : "quoted"} ${node.source ?? ""}`
        : isAlias(node)
          ? `*${node.source}`
          : isMap(node)
            ? "{}"
            : isSeq(node)
              ? "[]"
              : "";
      leaves.set(JSON.stringify(path), written);
    }
  };
  for (const [index, document] of parseAllDocuments(source.masked ?? source.text, {
    schema: "failsafe",
    uniqueKeys: false,
    logLevel: "silent",
  }).entries()) {
    walk(document.contents as Node | null, [index]);
  }
  return leaves;
}

/** The comments on lines of their own that are gone; one behind a value may go with it. */
function lostComments(text: string, result: string): readonly string[] {
  const comments = (of: string) => of.split(/\r?\n/).filter((line) => /^\s*#/.test(line));
  const left = [...comments(result)];
  return comments(text).filter((it) => {
    if (TAKEN_ALONG.has(it)) return false;
    const index = left.indexOf(it);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

const yamlIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) => /\.(?:ya?ml|json)$/.test(it));

describe.runIf(shared)("mended", () => {
  const corpora = join(shared ?? "", "corpora");
  const oracle = join(shared ?? "", "oracles/pod-security");
  const work = mkdtempSync(join(tmpdir(), "mended-"));
  afterAll(() => rmSync(work, { recursive: true, force: true }), 60_000);

  test("every real manifest stays what it was but for what the fixes set", () => {
    const folder = join(corpora, "real");
    const wrong: string[] = [];
    let changed = 0;
    for (const file of yamlIn(folder)) {
      const text = readFileSync(join(folder, file), "utf8");
      const result = mended(`file:///${file}`, text);
      if (result.text === text) continue;
      changed++;
      wrong.push(...faults(text, result).map((it) => `${file}: ${it}`));
      const again = mended(`file:///${file}`, result.text);
      if (again.text !== result.text) wrong.push(`${file}: a second run changes it again`);
      mkdirSync(dirname(join(work, "real", file)), { recursive: true });
      writeFileSync(join(work, "real", file), result.text);
    }
    expect(wrong).toEqual([]);
    expect(changed).toBeGreaterThan(900);
  }, 300_000);

  test("every conformance pod that fails is mended to what it was but for what the fixes set", () => {
    const wrong: string[] = [];
    let changed = 0;
    for (const level of ["baseline", "restricted"]) {
      for (const version of readdirSync(join(corpora, "psa", level))) {
        const rules = asked(Number(version.replace("v1.", "")));
        const folder = join(corpora, "psa", level, version, "fail");
        for (const file of yamlIn(folder)) {
          const text = readFileSync(join(folder, file), "utf8");
          const result = mended(`file:///${file}`, text, rules);
          if (result.text !== text) changed++;
          wrong.push(...faults(text, result).map((it) => `${level}/${version}/${file}: ${it}`));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(changed).toBeGreaterThan(2500);
  }, 300_000);

  test("of the real pods that fail the restricted level and mount no forbidden volume, 95 in 100 pass then", () => {
    const rows = (file: string): readonly Row[] =>
      gunzipSync(readFileSync(file))
        .toString()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    const failing = rows(join(oracle, "real.jsonl.gz")).filter(({ restricted = [] }) => restricted.length > 0);
    const mendable = failing.filter(({ restricted = [] }) => !restricted.some(([id]) => id === "restrictedVolumes"));
    expect([failing.length, mendable.length]).toEqual([1182, 976]);

    const ours = mendable.filter(
      (row) => restrictedFindings(row, join(work, "real"), join(corpora, "real")).length === 0,
    );
    const shares: Record<string, number> = { "our rules": ours.length / mendable.length };
    const judged = judgeWithKubernetes(work, join(corpora, "real"));
    if (judged !== undefined) {
      const byPod = new Map(rows(judged).map((row) => [key(row), row]));
      const left = mendable.filter((row) => (byPod.get(key(row))?.restricted ?? [["gone", ""]]).length > 0);
      shares["Kubernetes' evaluator"] = 1 - left.length / mendable.length;
      console.info(reasons(left, byPod));
    }
    console.info(`Pass the restricted level after mending, of ${mendable.length} pods:`, shares);
    for (const share of Object.values(shares)) expect(share).toBeGreaterThanOrEqual(0.95);
  }, 300_000);
});

interface Row {
  readonly file: string;
  readonly doc: number;
  readonly item?: number;
  readonly restricted?: readonly (readonly [id: string, detail: string])[];
}

const key = ({ file, doc, item }: Row) => `${file}#${doc}#${item ?? ""}`;

/** What our rules still say of one pod's resource in the mended folder, or in the untouched one. */
function restrictedFindings({ file, doc, item }: Row, mendedFolder: string, folder: string): readonly Problem[] {
  const path = existsSync(join(mendedFolder, file)) ? join(mendedFolder, file) : join(folder, file);
  const manifest = parse(sourceOf(`file:///${file}`, readFileSync(path, "utf8")));
  return lint(manifest, latest, fail).filter(
    (it) => it.document === doc && (item === undefined || (it.path[0] === "items" && it.path[1] === item)),
  );
}

/** How many pods are left failing for which reasons. */
function reasons(left: readonly Row[], byPod: ReadonlyMap<string, Row>): string {
  const counts = new Map<string, number>();
  for (const row of left) {
    const why =
      byPod
        .get(key(row))
        ?.restricted?.map(([id]) => id)
        .join(", ") ?? "not judged";
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([why, count]) => `${count} still fail: ${why}`).join("\n");
}

/** The verdicts of Kubernetes' own evaluator over the mended folder, where Go is there to build it. */
function judgeWithKubernetes(work: string, real: string): string | undefined {
  if (shared === undefined) return undefined;
  const source = join(shared, "oracles/pod-security/oracle");
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
  } catch {
    console.info("Go is absent: Kubernetes' own evaluator is left out.");
    return undefined;
  }
  const program = join(tmpdir(), "plimsoll-pod-security-oracle");
  if (!existsSync(program)) execFileSync("go", ["build", "-o", program, "."], { cwd: source, stdio: "inherit" });
  const whole = join(work, "whole");
  cpSync(real, whole, { recursive: true });
  execFileSync("chmod", ["-R", "u+w", whole]);
  cpSync(join(work, "real"), whole, { recursive: true });
  const verdicts = join(work, "verdicts.jsonl.gz");
  execFileSync(program, ["pod-security", whole, verdicts, join(work, "checks.json")], { stdio: "ignore" });
  return verdicts;
}
