import { expect, test } from "vitest";
import { editsOf, lint } from "../rules/lint.ts";
import { parse } from "../rules/model/manifest.ts";
import { kind, type Resource } from "../rules/model/resource.ts";
import { LATEST } from "../rules/model/versions.ts";
import { ask, type Wishes } from "../rules/presets.ts";
import { type About, type Rule, rule } from "../rules/rule.ts";

const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: one
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: two
`;
const manifest = parse({ uri: "file:///shop.yaml", text });

const about = (id: string): Omit<About, "options"> => ({
  id,
  severity: "info",
  summary: "A test.",
  why: "A test.",
  mend: "A test.",
  leave: "A test.",
  presets: ["recommended"],
  examples: [{ title: "A test", good: "" }],
});
const grouped = (made: Omit<Rule, "group">): Rule => ({ ...made, group: "tests" });

const names = grouped(
  rule({
    ...about("named"),
    on: kind("ConfigMap"),
    *check(resource) {
      yield { at: resource.at("metadata", "name"), message: `"${resource.name}" has a name.` };
    },
  }),
);

const wishes = { presets: ["recommended"], rules: [], kubernetes: LATEST, podSecurity: LATEST } as const;

/** What the rules say of the two ConfigMaps, and what is logged. */
function run(...rules: readonly Rule[]) {
  const log: string[] = [];
  const problems = lint(manifest, ask(rules, wishes), (message) => log.push(message.replace(/\n.*/s, "")));
  return { said: problems.map(({ message }) => message), log, problems };
}

const fails = () => {
  throw new TypeError("A mistake of ours.");
};

test("a rule that fails while it looks for its subjects costs only its own findings", () => {
  const broken = grouped(rule({ ...about("broken"), on: fails, check: () => [] }));
  expect(run(broken, names)).toMatchObject({
    said: ['"one" has a name.', '"two" has a name.'],
    log: ["broken failed on file:///shop.yaml: TypeError: A mistake of ours."],
  });
});

test("a rule that fails while it judges loses what it had said of that subject, and says the rest", () => {
  const broken = grouped(
    rule({
      ...about("broken"),
      on: kind("ConfigMap"),
      *check(resource) {
        yield { at: resource.at("metadata"), message: `"${resource.name}" was judged.` };
        if (resource.name === "one") fails();
      },
    }),
  );
  expect(run(names, broken)).toMatchObject({
    said: ['"one" has a name.', '"two" was judged.', '"two" has a name.'],
    log: ["broken failed on file:///shop.yaml: TypeError: A mistake of ours."],
  });
});

test("a fix that fails makes no edit, and is logged", () => {
  const broken = grouped(
    rule({
      ...about("broken"),
      on: kind("ConfigMap"),
      *check(resource) {
        yield {
          at: resource.at("metadata"),
          message: "It can be mended.",
          fixes: [{ title: "Mend it", safety: "safe", changes: fails }],
        };
      },
    }),
  );
  const { problems } = run(broken);
  const log: string[] = [];
  expect(
    editsOf(
      manifest,
      problems.flatMap(({ fixes }) => fixes),
      (message) => log.push(message),
    ),
  ).toEqual([]);
  expect(log[0]).toContain('The fix "Mend it" failed');
});

test("a rule that another replaces is silent where both would speak of one subject", () => {
  const graver = grouped(
    rule({
      ...about("graver"),
      replaces: ["named"],
      on: kind("ConfigMap"),
      *check(resource) {
        if (resource.name === "two") yield { at: resource.at("kind"), message: "It is graver." };
      },
    }),
  );
  expect(run(graver, names).said).toEqual(['"one" has a name.', "It is graver."]);
});

test("a finding may be graver than its rule, unless the user has set how grave the rule is", () => {
  const grave = grouped(
    rule({
      ...about("grave"),
      on: kind("ConfigMap"),
      *check(resource) {
        yield {
          at: resource.at("kind"),
          message: "It is grave.",
          ...(resource.name === "two" && { severity: "error" }),
        };
      },
    }),
  );
  expect(run(grave).problems.map(({ severity }) => severity)).toEqual(["info", "error"]);
  const asked = ask([grave], { ...wishes, rules: [{ rules: "grave", severity: "warning" }] });
  expect(lint(manifest, asked, fails).map(({ severity }) => severity)).toEqual(["warning", "warning"]);
});

test("rules are chosen by preset, by id and by group, and what is said last counts", () => {
  const ids = (presets: Parameters<typeof ask>[1]["presets"], ...rules: Parameters<typeof ask>[1]["rules"]) =>
    ask([names], { ...wishes, presets, rules }).rules.map(({ severity }) => severity);
  expect(ids(["recommended"])).toEqual(["info"]);
  expect(ids(["none"])).toEqual([]);
  expect(ids(["none"], { rules: "named", severity: "on" })).toEqual(["info"]);
  expect(ids(["all"], { rules: "tests/*", severity: "off" }, { rules: "named", severity: "error" })).toEqual(["error"]);
});

test("a rule that only an organisation can decide is silent until its options are set", () => {
  const prefixed = grouped(
    rule<Resource, { readonly prefix: string }>({
      ...about("prefixed"),
      options: {
        properties: { prefix: { description: "What names begin with.", type: "string" } },
        required: ["prefix"],
      },
      on: kind("ConfigMap"),
      *check(resource, { options: { prefix } }) {
        if (!resource.name.startsWith(prefix))
          yield { at: resource.at("kind"), message: `"${resource.name}" does not begin with "${prefix}".` };
      },
    }),
  );
  const said = (rules: Wishes["rules"]) =>
    lint(manifest, ask([prefixed], { ...wishes, presets: ["all"], rules }), fails).map(({ message }) => message);
  expect(said([])).toEqual([]);
  expect(said([{ rules: "prefixed", severity: "error" }])).toEqual([]);
  const set = { rules: "prefixed", severity: "on", options: { prefix: "o" } } as const;
  expect(said([set])).toEqual(['"two" does not begin with "o".']);
  expect(said([set, { rules: "prefixed", severity: "off" }])).toEqual([]);
});
