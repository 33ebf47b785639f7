import { rules } from "../../rules/index.ts";
import { type RulesFormat, rulesAs } from "../formats/rules.ts";
import { namesOf } from "./crosswalk.ts";
import { deliver } from "./deliver.ts";
import type { Flags } from "./flags.ts";
import { type Io, isColoured } from "./io.ts";

/** What `rules` is told by flags. */
export interface RulesFlags extends Pick<Flags, "color" | "output"> {
  readonly format: RulesFormat;
}

/** `plimsoll rules`: says which rules there are. */
export async function listRules({ format, color, output }: RulesFlags, io: Io): Promise<number> {
  const isInColour = output === undefined && isColoured(color, io.stdout, io);
  await deliver(rulesAs(format, rules, namesOf, isInColour), output === undefined ? {} : { output }, io);
  return 0;
}
