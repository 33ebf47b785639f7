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

/** What a user asks for: presets, what differs from them, and the cluster that is meant. */
export interface Wishes {
  readonly presets: readonly PresetName[];
  /** By rule id or `group/*`, later ones count: what is asked for beside and without the presets. */
  readonly rules: readonly { readonly rules: string; readonly severity: Severity | "off" | "on" }[];
  readonly kubernetes: Minor;
  readonly podSecurity: Minor;
}

/** The rules that are to be run, with the severity of each. Compared by identity: make it once and keep it. */
export interface Asked extends Context {
  readonly rules: readonly { readonly rule: Rule; readonly severity: Severity }[];
}

/** The choice that `wishes` make among `rules`. */
export function ask(rules: readonly Rule[], wishes: Wishes): Asked {
  const chosen = rules.flatMap((rule) => {
    let severity: Severity | "off" = wishes.presets.some((preset) => holds(preset, rule)) ? rule.severity : "off";
    for (const wish of wishes.rules) {
      if (!matches(wish.rules, rule)) continue;
      severity = wish.severity === "on" ? (severity === "off" ? rule.severity : severity) : wish.severity;
    }
    return severity === "off" ? [] : [{ rule, severity }];
  });
  return { rules: chosen, cluster: clusterOf(wishes) };
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
