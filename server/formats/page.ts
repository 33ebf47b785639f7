import { createColors } from "picocolors";
import type { Example, Rule } from "../../rules/rule.ts";
import type { Names } from "../cli/crosswalk.ts";
import { presetsOf } from "./rules.ts";

type Paint = ReturnType<typeof createColors>;

/** A rule's page for a terminal. */
export function page(rule: Rule, { aliases, controls }: Names, isColoured: boolean): string {
  const paint = createColors(isColoured);
  const colour = { error: paint.red, warning: paint.yellow, info: paint.blue }[rule.severity];
  const chapter = (title: string, text: string) => `${paint.bold(title)}\n${inline(text, paint)}\n`;
  const facts: readonly (readonly [string, string])[] = [
    ["Group", rule.group],
    ["Presets", presetsOf(rule).join(", ") || "none but all"],
    ["Fix", rule.fixable ?? "none"],
    ...Object.entries(aliases).map(([tool, ids]) => [tool, ids.join(", ")] as const),
    ...Object.entries(controls).map(([standard, ids]) => [standard, ids.join(", ")] as const),
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [
    `${paint.bold(rule.id)} ${colour(rule.severity)}\n${inline(rule.summary, paint)}\n`,
    chapter("Why", rule.why),
    chapter("How to mend it", rule.mend),
    chapter("When to leave it alone", rule.leave),
    ...rule.examples.map((it) => example(it, paint)),
    `${paint.bold("Facts")}\n${facts.map(([name, value]) => `  ${paint.dim(name.padEnd(width))}  ${value}\n`).join("")}`,
  ].join("\n");
}

function example(it: Example, paint: Paint): string {
  const title = `${paint.bold("Example:")} ${it.title}\n`;
  if ("good" in it) return `${title}${paint.green("good")}\n${indented(it.good)}`;
  const mended = it.fixed === undefined ? "" : `${paint.green("mended")}\n${indented(it.fixed)}`;
  return `${title}${paint.red("bad")}\n${indented(it.bad)}${mended}`;
}

/** Markdown that reads well as it is, with what is code in colour. */
const inline = (markdown: string, paint: Paint) =>
  markdown.replace(/`([^`]+)`/g, (code, content: string) => (paint.isColorSupported ? paint.cyan(content) : code));

const indented = (yaml: string) =>
  yaml
    .trim()
    .replace(/^(?=.)/gm, "    ")
    .concat("\n");
