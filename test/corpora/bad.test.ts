import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { plimsoll } from "../cli/prompt.ts";
import { shared } from "../support/shared.ts";

describe.runIf(shared !== undefined)("what is no manifest at all", () => {
  const folder = join(shared ?? "", "corpora/bad");
  const files = shared === undefined ? [] : filesIn(folder);

  const commands = ["check --format json", "fix --review --choose --diff"];
  // A word that makes it worth reading: without it, most of it is known by a glance.
  const runs = commands.flatMap((command) => [
    { command, head: "" },
    { command, head: "# apiVersion\n" },
  ]);
  for (const { command, head } of runs) {
    test(`${command} neither fails nor lingers on it${head === "" ? "" : " when it has to read it"}`, {
      timeout: 300_000,
    }, async () => {
      const slow: string[] = [];
      const odd: string[] = [];
      let rss = 0;
      for (const file of files) {
        const stdin = head === "" ? undefined : Buffer.concat([Buffer.from(head), readFileSync(join(folder, file))]);
        const before = process.cpuUsage();
        const { status, out, err } = await plimsoll(`${command} --preset all ${stdin === undefined ? file : "-"}`, {
          in: folder,
          ...(stdin !== undefined && { stdin }),
        });
        const { user, system } = process.cpuUsage(before);
        if (user + system > 1_000_000) slow.push(`${file}: ${(user + system) / 1000} ms`);
        if (status === 2 ? !/^plimsoll: .+: It is not valid UTF-8\.\n$/.test(err) : err !== "")
          odd.push(`${file}: ${err}`);
        if (command.startsWith("check") && yamlErrors(out) > 100) odd.push(`${file}: ${yamlErrors(out)} errors`);
        rss = Math.max(rss, process.memoryUsage.rss());
      }
      expect(files.length).toBeGreaterThan(1900);
      expect({ slow, odd }).toEqual({ slow: [], odd: [] });
      expect(rss).toBeLessThan(700_000_000);
    });
  }

  test("and all of it at once is judged, too", { timeout: 60_000 }, async () => {
    const { out } = await plimsoll("check --preset all --format json .", { in: folder });
    expect(JSON.parse(out).summary.files).toBeGreaterThan(1400);
  });
});

test("a text of nothing but mistakes shows a hundred of them", async () => {
  const broken = "apiVersion: v1\nkind: Pod\nmetadata: {a: ]}\n---\n".repeat(300);
  const { out } = await plimsoll("check --preset all --format json -", { in: ".", stdin: broken });
  expect(yamlErrors(out)).toBe(100);
});

const yamlErrors = (out: string): number =>
  JSON.parse(out).problems.filter((it: { rule: string }) => it.rule === "invalid-yaml").length;

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && it.name !== "index.jsonl")
    .map((it) => relative(folder, join(it.parentPath, it.name)));
}
