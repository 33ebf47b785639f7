import { distance } from "fastest-levenshtein";
import crosswalk from "../../rules/crosswalk.json" with { type: "json" };
import type { Rule } from "../../rules/rule.ts";

/** What other tools and standards call a rule. */
export interface Names {
  /** By tool. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** By standard. */
  readonly controls: Readonly<Record<string, readonly string[]>>;
}

export const namesOf = ({ id }: Pick<Rule, "id">): Names =>
  Object.hasOwn(NAMES, id) ? (NAMES[id] ?? NAMELESS) : NAMELESS;

const NAMELESS: Names = { aliases: {}, controls: {} };

const NAMES: Readonly<Record<string, Names>> = crosswalk.rules;

/** The rules that answer to `name`: one of ours, or what other tools call by it. */
export function rulesCalled(name: string, rules: readonly Rule[]): readonly Rule[] {
  const own = rules.filter((it) => it.id === name.toLowerCase());
  if (own.length > 0) return own;
  const wanted = folded(name);
  return rules.filter((it) =>
    Object.values(namesOf(it).aliases).some((ids) => ids.some((id) => spellings(id).includes(wanted))),
  );
}

/** The id of ours that was most likely meant. */
export function likely(name: string, rules: readonly Rule[]): string | undefined {
  const near = rules
    .map(({ id }) => ({ id, distance: distance(id, name.toLowerCase()) }))
    .filter((it) => it.distance <= Math.max(2, name.length * 0.4))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.id ?? rules.find(({ id }) => name.length > 2 && id.includes(name.toLowerCase()))?.id;
}

/** An id as everyone may spell it: KSV017, KSV-0017 and AVD-KSV-0017 are one. */
function folded(id: string): string {
  const lower = id.trim().toLowerCase();
  const trivy = /^(?:avd-)?ksv-?0*(\d+)$/.exec(lower);
  return trivy === null ? lower : `ksv-${trivy[1]}`;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** An id in full, and, where it bears a uuid, either half of it. */
function spellings(id: string): readonly string[] {
  const whole = folded(id);
  const uuid = UUID.exec(whole)?.[0];
  if (uuid === undefined) return [whole];
  return [whole, uuid, whole.replace(uuid, "").replace(/^[\s:()/-]+|[\s:()/-]+$/g, "")];
}
