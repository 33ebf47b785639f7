import { createHash } from "node:crypto";
import { Marked } from "marked";
import type { Example, Rule, Safety, Severity } from "../../rules/rule.ts";
import { style } from "./style.ts";
import { changed, marked as drawn, escaped } from "./yaml.ts";

/** A rule's page, and what a list of pages shows of it. */
export interface Page {
  readonly id: string;
  readonly group: string;
  readonly severity: Severity;
  readonly summary: string;
  /** A whole document, for a webview without scripts. */
  readonly html: string;
}

/** What other tools and standards call a rule: ids by tool, and controls by standard. */
export interface OtherNames {
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly controls?: Readonly<Record<string, readonly string[]>>;
}

/** The page of `rule`, which stands among `rules`. */
export function page(rule: Rule, rules: readonly Rule[], names: OtherNames = {}): Page {
  const { id, group, severity, summary } = rule;
  const markdown = markdownAmong(rules);
  const related = relatedTo(rule, rules);
  const body = [
    `<h1>${id}</h1>`,
    `<p class="lead">${inline(summary, markdown)}</p>`,
    facts(rule),
    section("Why", markdown(rule.why)),
    section("How to mend it", markdown(rule.mend)),
    section("When to leave it alone", markdown(rule.leave)),
    section("Examples", rule.examples.map(example).join("\n")),
    section("Related rules", list(related.map((it) => `${link(it.id)}: ${inline(it.summary, markdown)}`))),
    section("Elsewhere", otherNames(names)),
  ];
  return { id, group, severity, summary, html: html(id, body.join("\n")) };
}

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "Error", warning: "Warning", info: "Information" };

const FIXES: Readonly<Record<Safety, string>> = {
  safe: "Has a safe fix",
  review: "Has a fix to review",
  choice: "Has a fix that wants a value from you",
};

const facts = ({ group, severity, presets = [], fixable }: Rule) =>
  `<ul class="facts">${[
    `<span class="${severity}">${SEVERITIES[severity]}</span>`,
    escaped(group),
    presets.length > 0 ? `In ${presets.map((it) => `<code>${it}</code>`).join(", ")}` : "In <code>all</code> only",
    fixable ? FIXES[fixable] : "No fix: the mistake cannot be mended by an edit",
  ]
    .map((it) => `<li>${it}</li>`)
    .join("")}</ul>`;

function example(it: Example): string {
  const title = `<h3>${escaped(it.title)}</h3>`;
  if ("good" in it) return `${title}\n${figure("good", "Fine", drawn(it.good))}`;
  const fixes = [it.fixed, it.alsoFixed].filter((text) => text !== undefined);
  return [
    title,
    figure("bad", "Found", drawn(it.bad)),
    ...fixes.map((text, n) => figure("good", n === 0 ? "Mended" : "Or mended so", changed(it.bad, text))),
  ].join("\n");
}

const figure = (kind: string, caption: string, code: string) =>
  `<figure class="${kind}"><figcaption>${caption}</figcaption><pre><code>${code}</code></pre></figure>`;

/** Those that this one replaces or is replaced by, and those that its page speaks of. */
function relatedTo(rule: Rule, rules: readonly Rule[]): readonly Rule[] {
  const prose = rule.why + rule.mend + rule.leave;
  return rules.filter(
    ({ id, replaces = [] }) =>
      id !== rule.id && (prose.includes(`\`${id}\``) || rule.replaces?.includes(id) || replaces.includes(rule.id)),
  );
}

function otherNames({ aliases = {}, controls = {} }: OtherNames): string {
  const rows = [...Object.entries(aliases), ...Object.entries(controls)].filter(([, ids]) => ids.length > 0);
  if (rows.length === 0) return "";
  const cells = rows.map(([name, ids]) => `<tr><th>${escaped(name)}</th><td>${escaped(ids.join(", "))}</td></tr>`);
  return `<table>${cells.join("")}</table>`;
}

type Markdown = (text: string) => string;

/** Markdown in which the ids of other rules are links to their pages. */
function markdownAmong(rules: readonly Rule[]): Markdown {
  const ids = new Set(rules.map(({ id }) => id));
  const parser = new Marked({
    renderer: {
      codespan: ({ text }) => (ids.has(text) ? link(text) : `<code>${escaped(text)}</code>`),
      html: ({ text }) => escaped(text),
    },
  });
  return (text) => parser.parse(text, { async: false });
}

const inline = (text: string, markdown: Markdown) => markdown(text).replace(/^<p>|<\/p>\s*$/g, "");

const link = (id: string) =>
  `<a href="command:plimsoll.showRule?${encodeURIComponent(JSON.stringify([id]))}"><code>${id}</code></a>`;

const section = (title: string, content: string) => (content ? `<h2>${title}</h2>\n${content}` : "");

const list = (items: readonly string[]) =>
  items.length === 0 ? "" : `<ul>${items.map((it) => `<li>${it}</li>`).join("")}</ul>`;

const hash = createHash("sha256").update(style).digest("base64");

const html = (title: string, body: string) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
