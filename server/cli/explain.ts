import { rules } from "../../rules/index.ts";
import { page } from "../formats/page.ts";
import { namesOf, rulesCalled } from "./crosswalk.ts";
import { type Flags, unknownRule } from "./flags.ts";
import { type Io, isColoured, print } from "./io.ts";

/** `plimsoll explain`: shows the pages of the rules that answer to an id. */
export async function explain(id: string, { color }: Pick<Flags, "color">, io: Io): Promise<number> {
  const called = rulesCalled(id, rules);
  if (called.length === 0) unknownRule(id);
  const isInColour = isColoured(color, io.stdout, io);
  await print(io.stdout, called.map((rule) => page(rule, namesOf(rule), isInColour)).join("\n"));
  return 0;
}
