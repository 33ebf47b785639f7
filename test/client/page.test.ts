import { expect, test } from "vitest";
import { page } from "../../client/pages/page.ts";
import { pages } from "../../client/pages/pages.ts";
import { rules } from "../../rules/index.ts";

test("the ids of other rules are links to their pages", () => {
  const [first, second] = rules;
  if (!first || !second) throw new Error("There are no two rules.");
  const { html } = page({ ...first, why: `See \`${second.id}\`.` }, rules);
  expect(html).toContain(
    `See <a href="command:plimsoll.showRule?%5B%22${second.id}%22%5D"><code>${second.id}</code></a>.`,
  );
});

test("every link to a rule leads to one", () => {
  const linked = pages.flatMap(({ html }) =>
    [...html.matchAll(/plimsoll\.showRule\?([^"]*)/g)].map(([, query]) => query),
  );
  const ids: unknown[] = linked.map((query) => JSON.parse(decodeURIComponent(query ?? ""))[0]);
  expect(ids.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
});

test("a page shows no Markdown that was not understood", () => {
  const prose = pages.map(({ id, html }) => ({
    id,
    html: html.replace(/<(?:code|style)[\s\S]*?<\/(?:code|style)>/g, ""),
  }));
  expect(prose.filter(({ html }) => /`|\*\*|\]\(/.test(html)).map(({ id }) => id)).toEqual([]);
});

test("HTML in a rule's words is shown as it is written", () => {
  const [rule] = rules;
  if (!rule) throw new Error("There is no rule.");
  expect(page({ ...rule, mend: "Write <b>bold</b>." }, rules).html).toContain("Write &lt;b&gt;bold&lt;/b&gt;.");
});
