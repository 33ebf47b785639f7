import type { Minor } from "./model/versions.ts";
import type { Cluster, Context, Rule, Severity } from "./rule.ts";

/** What a user may name as a preset. */
export const PRESETS = [
  "recommended",
  "strict",
  "pod-security-baseline",
  "pod-security-restricted",
  "all",
  "none",
] as const;
export type PresetName = (typeof PRESETS)[number];

/** What a user wants of the rules that `rules` names, by id or as `group/*`. */
export interface Wish {
  readonly rules: string;
  readonly severity: Severity | "off" | "on";
  /** Options of a rule, as its schema asks for them. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a user asks for: presets, what differs from them, and the cluster that is meant. */
export interface Wishes {
  readonly presets: readonly PresetName[];
  /** What is asked for beside and without the presets; later ones count. */
  readonly rules: readonly Wish[];
  readonly kubernetes: Minor;
  readonly podSecurity: Minor;
}

/** The rules that are to be run, with what is asked of each. Compared by identity: make it once and keep it. */
export interface Asked {
  readonly cluster: Cluster;
  readonly rules: readonly Chosen[];
}

/** A rule that is to be run. */
export interface Chosen {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly context: Context;
}

/** The choice that `wishes` make among `rules`. A rule whose options only an organisation can set is silent until they are. */
export function ask(rules: readonly Rule[], wishes: Wishes): Asked {
  const cluster = clusterOf(wishes);
  const chosen = rules.flatMap((rule): readonly Chosen[] => {
    let severity: Severity | "off" = wishes.presets.some((preset) => holds(preset, rule)) ? rule.severity : "off";
    let options: Readonly<Record<string, unknown>> = {};
    for (const wish of wishes.rules) {
      if (!matches(wish.rules, rule)) continue;
      severity = wish.severity === "on" ? (severity === "off" ? rule.severity : severity) : wish.severity;
      options = { ...options, ...wish.options };
    }
    const lacksOptions = rule.options?.required.some((it) => !Object.hasOwn(options, it)) ?? false;
    return severity === "off" || lacksOptions ? [] : [{ rule, severity, context: { cluster, options } }];
  });
  return { rules: chosen, cluster };
}

/** Whether a preset asks for a rule. A stricter preset holds all that the milder one does. */
export function holds(preset: PresetName, { presets = [] }: Pick<Rule, "presets">): boolean {
  switch (preset) {
    case "all":
      return true;
    case "none":
      return false;
    case "strict":
      return presets.some((it) => it !== undefined);
    case "pod-security-restricted":
      return presets.includes("pod-security-restricted") || presets.includes("pod-security-baseline");
    default:
      return presets.includes(preset);
  }
}

/** Whether `pattern` (a rule's id or `group/*`) names a rule. */
export const matches = (pattern: string, { id, group }: Pick<Rule, "id" | "group">): boolean =>
  pattern === id || pattern === `${group}/*`;

function clusterOf({ presets, kubernetes, podSecurity }: Wishes): Cluster {
  if (presets.includes("pod-security-restricted")) return { kubernetes, podSecurity, podSecurityLevel: "restricted" };
  if (presets.includes("pod-security-baseline")) return { kubernetes, podSecurity, podSecurityLevel: "baseline" };
  return { kubernetes, podSecurity };
}
