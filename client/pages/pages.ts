import { rules } from "../../rules/index.ts";
import { type Page, page } from "./page.ts";

/** The pages of all rules. */
export const pages: readonly Page[] = rules.map((rule) => page(rule, rules));
