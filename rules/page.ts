import type { Example, Rule, Safety } from "./rule.ts";

/** What other tools and standards call a rule: an entry of `crosswalk.json`. */
export interface Names {
  /** By tool. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** By standard. */
  readonly controls: Readonly<Record<string, readonly string[]>>;
}

/** A rule's page: everything that it says of itself, as Markdown. `level` is that of its title. */
export function page(rule: Rule, names: Names, level = 1): string {
  const title = (text: string, below = 0) => `${"#".repeat(level + below)} ${text}`;
  return [
    title(rule.id),
    rule.summary,
    facts(rule),
    ...optionParts(rule, title("What you set", 1)),
    title("Why", 1),
    rule.why,
    title("How to mend it", 1),
    rule.mend,
    title("When to leave it alone", 1),
    rule.leave,
    ...rule.examples.flatMap((example) => [title(example.title, 1), ...exampleParts(example)]),
    ...(isNamed(names) ? [title("What others call it", 1), called(names)] : []),
  ].join("\n\n");
}

/** What a fix of each kind asks of who makes it. */
export const FIXES: Readonly<Record<Safety, string>> = {
  safe: "safe: the object stays the same",
  review: "wants a look: right for most workloads, may stop one that leans on what is taken away",
  choice: "wants a value that only the author knows",
};

function facts({ severity, presets = [], fixable }: Rule): string {
  const asked = presets.length === 0 ? "only `all`" : presets.map((it) => `\`${it}\``).join(", ");
  return [
    `- Severity: ${severity}`,
    `- Presets: ${asked}`,
    `- Fix: ${fixable === undefined ? "none" : FIXES[fixable]}`,
  ].join("\n");
}

function optionParts({ options }: Rule, title: string): readonly string[] {
  if (options === undefined) return [];
  const { properties, required } = options;
  const rows = Object.entries(properties).map(
    ([name, schema]) => `| \`${name}\` | ${required.includes(name) ? "yes" : ""} | ${schema.description} |`,
  );
  const silent = required.length > 0 ? ["Nothing is said until it is set."] : [];
  return [title, ...silent, ["| option | must be set | says |", "| --- | --- | --- |", ...rows].join("\n")];
}

function exampleParts(example: Example): readonly string[] {
  const target = targets(example);
  if ("good" in example) return [...target, "This is fine:", fenced(example.good)];
  const becomes = example.fixed === undefined ? [] : ["It becomes:", fenced(example.fixed)];
  const also = example.alsoFixed === undefined ? [] : ["Or, with the second fix:", fenced(example.alsoFixed)];
  return [...target, fenced(example.bad), ...becomes, ...also];
}

function targets({ kubernetes, podSecurity, podSecurityLevel, options }: Example): readonly string[] {
  const told = [
    kubernetes === undefined ? [] : [`Kubernetes 1.${kubernetes}`],
    podSecurity === undefined ? [] : [`Pod Security v1.${podSecurity}`],
    podSecurityLevel === undefined ? [] : [`the preset \`pod-security-${podSecurityLevel}\``],
    options === undefined ? [] : [`\`${JSON.stringify(options)}\``],
  ].flat();
  return told.length === 0 ? [] : [`For ${told.join(", ")}:`];
}

const fenced = (yaml: string) => `\`\`\`yaml\n${yaml.trim()}\n\`\`\``;

const isNamed = ({ aliases, controls }: Names) => Object.keys(aliases).length + Object.keys(controls).length > 0;

function called({ aliases, controls }: Names): string {
  const rows = [...Object.entries(aliases), ...Object.entries(controls)];
  return [
    "| tool or standard | name |",
    "| --- | --- |",
    ...rows.map(([by, ids]) => `| ${by} | ${ids.join(", ")} |`),
  ].join("\n");
}
