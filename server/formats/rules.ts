import { createColors } from "picocolors";
import { holds, PRESETS } from "../../rules/presets.ts";
import type { Rule } from "../../rules/rule.ts";
import type { Names } from "../cli/crosswalk.ts";

/** How the list of rules may be printed. */
export const RULES_FORMATS = ["text", "json", "markdown"] as const;
export type RulesFormat = (typeof RULES_FORMATS)[number];

/** The list of rules. */
export function rulesAs(
  format: RulesFormat,
  rules: readonly Rule[],
  namesOf: (rule: Rule) => Names,
  isColoured: boolean,
): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(
        rules.map((rule) => asData(rule, namesOf(rule))),
        undefined,
        2,
      )}\n`;
    case "markdown":
      return asMarkdown(rules);
    case "text":
      return asText(rules, isColoured);
  }
}

function asData(rule: Rule, { aliases, controls }: Names) {
  const { id, group, severity, summary, fixable = null } = rule;
  return { id, group, severity, summary, presets: presetsOf(rule), fixable, scope: "resource", aliases, controls };
}

function asMarkdown(rules: readonly Rule[]): string {
  const rows = rules.map((rule) =>
    [
      `\`${rule.id}\``,
      rule.group,
      rule.severity,
      rule.fixable ?? "",
      presetsOf(rule).join(", "),
      rule.summary.replaceAll("|", "\\|"),
    ].join(" | "),
  );
  const head = "| Rule | Group | Severity | Fix | Presets | |\n| --- | --- | --- | --- | --- | --- |\n";
  return head + rows.map((row) => `| ${row} |\n`).join("");
}

function asText(rules: readonly Rule[], isColoured: boolean): string {
  const paint = createColors(isColoured);
  const severity = { error: paint.red, warning: paint.yellow, info: paint.blue };
  const width = Math.max(...rules.map(({ id }) => id.length));
  const groups = grouped(rules);
  return [...groups]
    .map(([group, members]) => {
      const lines = members.map(
        (it) =>
          `  ${it.id.padEnd(width)}  ${severity[it.severity](it.severity.padEnd(7))}  ${(it.fixable ?? "").padEnd(6)}  ${it.summary}\n`,
      );
      return `${paint.bold(group)}\n${lines.join("")}`;
    })
    .join("\n");
}

function grouped(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  return new Map(
    [...new Set(rules.map(({ group }) => group))].map((group) => [group, rules.filter((it) => it.group === group)]),
  );
}

/** The presets that ask for a rule, but for "all", which asks for each. */
export const presetsOf = (rule: Rule): readonly string[] =>
  PRESETS.filter((preset) => preset !== "all" && holds(preset, rule));
