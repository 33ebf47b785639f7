import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask } from "../../rules/presets.ts";
import { sourceOf } from "../../server/sources/source.ts";
import { shared } from "../support/shared.ts";

const everything = ask(rules, { presets: ["all"], rules: [], kubernetes: LATEST, podSecurity: LATEST });

const fail = (message: string) => {
  throw new Error(message);
};

describe.runIf(shared)("files that are not Kubernetes'", () => {
  const folder = join(shared ?? "", "corpora/other-yaml");

  test("are none of our business", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) =>
      /\.(?:ya?ml|json)$/.test(it),
    );
    const problems = files.flatMap((file) => {
      const manifest = parse(sourceOf(file, readFileSync(join(folder, file), "utf8")));
      return lint(manifest, everything, fail).map(({ rule, message }) => `${file} ${rule.id}: ${message}`);
    });
    expect(files).toHaveLength(500);
    expect(problems).toEqual([]);
  });
});
