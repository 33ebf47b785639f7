import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint, type Problem } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { LATEST, type Minor } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import { sourceOf } from "../../server/sources/source.ts";
import { type Choice, faults, mended } from "../support/proof.ts";
import { shared } from "../support/shared.ts";

/** As `plimsoll fix --review --preset pod-security-restricted` does. */
const asked = (podSecurity: Minor) =>
  ask(rules, { presets: ["pod-security-restricted"], rules: [], kubernetes: LATEST, podSecurity });
const latest = asked(LATEST);

/** The preferred fix of those that want no value from the author. */
const reviewed: Choice = ({ fixes }) => fixes.find(({ safety }) => safety !== "choice");

const mend = (uri: string, text: string, by = latest) => mended(uri, text, by, reviewed);

const fail = (message: string): never => {
  throw new Error(message);
};

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
      const result = mend(`file:///${file}`, text);
      if (result.text === text) continue;
      changed++;
      wrong.push(...faults(text, result, reviewed).map((it) => `${file}: ${it}`));
      const again = mend(`file:///${file}`, result.text);
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
          const result = mend(`file:///${file}`, text, rules);
          if (result.text !== text) changed++;
          wrong.push(...faults(text, result, reviewed).map((it) => `${level}/${version}/${file}: ${it}`));
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
