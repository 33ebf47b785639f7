import crosswalk from "../../rules/crosswalk.json" with { type: "json" };
import { rules } from "../../rules/index.ts";
import { completions } from "./completions.ts";
import { type OtherNames, type Page, page } from "./page.ts";

const names: Readonly<Record<string, OtherNames>> = crosswalk.rules;

/** The pages of all rules. */
export const pages: readonly Page[] = rules.map((rule) => page(rule, rules, names[rule.id]));

/** What VS Code completes in settings. */
export const settings: object = completions(rules);
