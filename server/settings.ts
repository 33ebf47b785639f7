import { LATEST, minor } from "../rules/model/versions.ts";
import { matches, PRESETS, type PresetName, type Wish, type Wishes } from "../rules/presets.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import { faultsOf } from "./project/faults.ts";
import { ruleSchema } from "./project/schema.ts";

/** What a user has set for a document, with defaults for the rest. */
export interface Settings {
  readonly enable: boolean;
  readonly wishes: Wishes;
  /** Globs of files that are not judged, from the folder of the workspace. */
  readonly exclude: readonly string[];
  readonly diagnosticMode: "workspace" | "openFiles";
  readonly hover: boolean;
  readonly codeLens: boolean;
}

/** Settings as far as they could be understood, and a sentence for each that could not. */
export interface Understood {
  readonly settings: Settings;
  readonly errors: readonly string[];
}

/** Reads the section `plimsoll` of an editor's settings, nested or with dots in its keys. */
export function settingsFrom(section: unknown, rules: readonly Rule[]): Understood {
  const errors: string[] = [];
  const read = <Value>(key: string, otherwise: Value, understand: (value: unknown) => Value | undefined): Value => {
    const value = valueAt(section, key);
    if (value === undefined || value === null) return otherwise;
    const understood = understand(value);
    if (understood === undefined) errors.push(`"plimsoll.${key}" cannot be ${JSON.stringify(value)}.`);
    return understood ?? otherwise;
  };
  const wishes: Wishes = {
    presets: read("preset", ["recommended"], presetsFrom),
    rules: read("rules", [], (value) => rulesFrom(value, rules, errors)),
    kubernetes: read("kubernetesVersion", LATEST, versionFrom),
    podSecurity: read("podSecurityVersion", LATEST, versionFrom),
  };
  const settings: Settings = {
    enable: read("enable", true, booleanFrom),
    wishes,
    exclude: read("exclude", [], stringsFrom),
    diagnosticMode: read<Settings["diagnosticMode"]>("diagnosticMode", "workspace", (value) =>
      value === "workspace" || value === "openFiles" ? value : undefined,
    ),
    hover: read("hover.enable", true, booleanFrom),
    codeLens: read("codeLens.enable", true, booleanFrom),
  };
  return { settings, errors };
}

/** The section `plimsoll` of what an editor sends: it may send the section alone, or all that it has. */
export function sectionOf(sent: unknown): unknown {
  return isRecord(sent) && isRecord(sent.plimsoll) ? sent.plimsoll : sent;
}

/** What is set in an editor and by a project's file: key by key, and the file wins. */
export function merged(section: unknown, project: Readonly<Record<string, unknown>> = {}): unknown {
  const rules = [valueAt(section, "rules"), project.rules].filter(isRecord);
  const both = { ...(isRecord(section) && section), ...project };
  return rules.length === 0 ? both : { ...both, rules: Object.assign({}, ...rules) };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function valueAt(section: unknown, key: string): unknown {
  if (!isRecord(section)) return undefined;
  if (Object.hasOwn(section, key)) return section[key];
  const dot = key.indexOf(".");
  return dot === -1 || !Object.hasOwn(section, key.slice(0, dot))
    ? undefined
    : valueAt(section[key.slice(0, dot)], key.slice(dot + 1));
}

const booleanFrom = (value: unknown) => (typeof value === "boolean" ? value : undefined);

function stringsFrom(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.every((it): it is string => typeof it === "string") ? value : undefined;
}

const versionFrom = (value: unknown) => (typeof value === "string" ? minor(value) : undefined);

function presetsFrom(value: unknown): readonly PresetName[] | undefined {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  return names.every((name): name is PresetName => PRESETS.some((it) => it === name)) ? names : undefined;
}

/** What an entry sets beside the severity. */
function optionsOf(wish: unknown): Wish["options"] {
  if (!isRecord(wish)) return undefined;
  const { severity: _, ...options } = wish;
  return Object.keys(options).length === 0 ? undefined : options;
}

const SEVERITIES: readonly (Severity | "off")[] = ["off", "info", "warning", "error"];

/** A rule's own entry counts more than its group's, whichever is written first. */
function rulesFrom(value: unknown, rules: readonly Rule[], errors: string[]): Wishes["rules"] | undefined {
  if (!isRecord(value)) return undefined;
  const wishes = Object.entries(value).flatMap(([pattern, wish]): Wishes["rules"] => {
    if (!rules.some((rule) => matches(pattern, rule))) {
      errors.push(`"plimsoll.rules" names "${pattern}", which is no rule.`);
      return [];
    }
    const wanted = isRecord(wish) ? (wish.severity ?? "on") : wish;
    const severity = wanted === "on" ? wanted : SEVERITIES.find((it) => it === wanted);
    const options = optionsOf(wish);
    const rule = rules.find(({ id }) => id === pattern);
    const faults = options === undefined || rule === undefined ? [] : faultsOf(options, ruleSchema(rule));
    errors.push(...faults.map((it) => `"plimsoll.rules", "${pattern}": ${it.message}`));
    if (faults.length > 0) return [];
    if (severity !== undefined) return [{ rules: pattern, severity, ...(options !== undefined && { options }) }];
    errors.push(`"plimsoll.rules" cannot set "${pattern}" to ${JSON.stringify(wanted)}.`);
    return [];
  });
  const isGroup = (wish: Wishes["rules"][number]) => wish.rules.endsWith("/*");
  return [...wishes.filter(isGroup), ...wishes.filter((it) => !isGroup(it))];
}
