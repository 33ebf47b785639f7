import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import crosswalk from "../../rules/crosswalk.json" with { type: "json" };
import { rules } from "../../rules/index.ts";
import { lint } from "../../rules/lint.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import { sourceOf } from "../../server/sources/source.ts";
import { shared } from "../support/shared.ts";
import differences from "./labelled-differences.json" with { type: "json" };

/** The newest minor version of the clusters that these fixtures were written for. */
const OF_THEIR_TIME = 34;

/** What another tool's own test says of one of its fixtures. */
interface Label {
  readonly source: string;
  readonly checkId: string;
  readonly file: string;
  readonly docIndex?: number;
  readonly container?: string;
  readonly expect: "fail" | "pass";
  /** Set where the tool was told more than its defaults. */
  readonly config?: string;
}

/** What a tool asks for without being told, and our rules only when an organisation says so. */
const BUILT_IN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "kube-linter minimum-three-replicas": { minimum: 3 },
  "kube-linter priority-class-name": { classes: ["system-cluster-critical", "system-node-critical"] },
  "kube-linter required-annotation-email": { annotations: { email: ["*@*.*"] } },
  "kube-linter required-label-owner": { labels: { owner: [] } },
  "polaris priorityClassNotSet": { classes: ["*"], mustBeSet: true },
};

/** What kubeaudit finds only where it is told of a tag or of limits, as its tests do beside the fixtures. */
const CONFIGURED = new Set(["image/ImageTagIncorrect", "limits/LimitsCPUExceeded", "limits/LimitsMemoryExceeded"]);

/** A label by which kubeaudit, and nobody else, is told to look away. */
const EXEMPTION = /(?:kubeaudit|audit\.kubernetes)\.io\/.*\ballow-/;

const aliases = Object.entries(crosswalk.rules as Readonly<Record<string, { aliases: Record<string, string[]> }>>);

/** The rules that answer to a check; kubeaudit's go by the auditor, a slash and the finding, or `*` for any of it. */
function answering({ source, checkId }: Label, all: readonly Label[]): readonly string[] {
  const [auditor, code] = source === "kubeaudit" ? checkId.split("/") : [undefined, checkId];
  const codes =
    code !== "*"
      ? [code]
      : all.flatMap((it) => (it.checkId.startsWith(`${auditor}/`) ? (it.checkId.split("/")[1] ?? []) : []));
  return aliases.flatMap(([id, it]) => ((it.aliases[source] ?? []).some((name) => codes.includes(name)) ? [id] : []));
}

const nameOf = ({ source, checkId, file, docIndex, container }: Label) =>
  [source, checkId, docIndex === undefined ? file : `${file}#${docIndex}`, ...(container ? [container] : [])].join(" ");

describe.runIf(shared)("labels of other tools", () => {
  const folder = join(shared ?? "", "corpora/labelled");
  const labels: readonly Label[] = readFileSync(join(folder, "labels.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const textOf = (file: string) => readFileSync(join(folder, file), "utf8");
  const isTold = ({ checkId, config, expect, file }: Label) =>
    config !== undefined || CONFIGURED.has(checkId) || (expect === "pass" && EXEMPTION.test(textOf(file)));
  const manifests = new Map<string, Manifest>();
  const manifestOf = (file: string) => {
    const known = manifests.get(file) ?? parse(sourceOf(`file:///${file}`, textOf(file)));
    manifests.set(file, known);
    return known;
  };
  const isFound = (label: Label, ids: readonly string[]) => {
    const options = BUILT_IN[`${label.source} ${label.checkId}`] ?? {};
    const asked = ask(rules, {
      presets: ["none"],
      rules: ids.map((it) => ({ rules: it, severity: "on", options })),
      kubernetes: OF_THEIR_TIME,
      podSecurity: LATEST,
    });
    const problems = lint(manifestOf(label.file), asked, (message) => expect.fail(message));
    return problems.some(({ document }) => label.docIndex === undefined || document === label.docIndex);
  };
  const reasons = new Map(
    Object.entries(differences as Readonly<Record<string, readonly string[]>>).flatMap(([reason, rows]) =>
      rows.map((it) => [it, reason]),
    ),
  );

  test("agree with the rules that answer to them, or have a reason not to", () => {
    const different: string[] = [];
    const needless = new Set(reasons.keys());
    let answered = 0;
    let agreed = 0;
    for (const label of labels) {
      const ids = isTold(label) ? [] : answering(label, labels);
      if (ids.length === 0) continue;
      answered++;
      if (isFound(label, ids) === (label.expect === "fail")) agreed++;
      else {
        const name = nameOf(label);
        if (!reasons.has(name)) different.push(`${name}: ${label.expect} (${ids.join(", ")})`);
        needless.delete(name);
      }
    }
    console.info(`${agreed} of ${answered} labels agree: ${((100 * agreed) / answered).toFixed(1)} %`);
    expect(different).toEqual([]);
    expect([...needless]).toEqual([]);
    expect(agreed / answered).toBeGreaterThanOrEqual(0.88);
  }, 120_000);
});
