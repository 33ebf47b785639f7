import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { rules } from "../../rules/index.ts";
import { LATEST, type Minor, minor } from "../../rules/model/versions.ts";
import { PRESETS, type PresetName, type Wishes } from "../../rules/presets.ts";
import type { Severity } from "../../rules/rule.ts";
import { tool } from "../formats/tool.ts";
import { likely, rulesCalled } from "./crosswalk.ts";
import { Refusal } from "./io.ts";

/** What `check` and `fix` are told by flags. */
export interface Flags {
  readonly preset?: readonly PresetName[];
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly kubernetesVersion?: Minor;
  readonly podSecurityVersion?: Minor;
  readonly format: "text" | "json";
  readonly output?: string;
  readonly failOn: Severity | "never";
  readonly jobs: number;
  readonly color: "auto" | "always" | "never";
  readonly stdinFilename?: string;
  /** The project's file; false for none. */
  readonly config?: string | false;
  readonly forceExclude?: boolean;
}

/** Teaches a command the flags of `check`. */
export function withFlags(command: Command): Command {
  command
    .addOption(
      new Option(
        "--preset <name>",
        `which rules to run: ${PRESETS.join(", ")} (default: recommended); may be given more than once`,
      ).argParser(gathered((name) => chosen(PRESETS, name))),
    )
    .addOption(
      new Option("--select <ids>", "rules to run beside the preset, with commas between them").argParser(
        gathered(listed),
      ),
    )
    .addOption(new Option("--ignore <ids>", "rules to leave out").argParser(gathered(listed)))
    .addOption(
      new Option("--kubernetes-version <version>", `the cluster that is meant (default: 1.${LATEST})`).argParser(
        version,
      ),
    )
    .addOption(
      new Option(
        "--pod-security-version <version>",
        "the version of the Pod Security Standards (default: latest)",
      ).argParser(version),
    )
    .addOption(formatOption(["text", "json"]))
    .addOption(new Option("--output <file>", "write to a file instead of standard output"))
    .addOption(
      new Option("--fail-on <severity>", "the mildest problem that makes the exit status 1")
        .choices(["error", "warning", "info", "never"])
        .default("error"),
    )
    .addOption(
      new Option("--jobs <n>", "worker threads")
        .default(availableParallelism(), "as many as there are cores")
        .argParser(count),
    )
    .addOption(new Option("--config <file>", "a project's file, instead of the .plimsoll.yaml above each file"))
    .addOption(new Option("--no-config", "heed no project's file"))
    .addOption(new Option("--force-exclude", "leave out what a project excludes, even if it is named"))
    .addOption(colorOption())
    .addOption(new Option("--stdin-filename <file>", "what to call standard input"));
  for (const later of LATER) command.addOption(new Option(later).hideHelp().argParser(() => refuse(later)));
  for (const later of LATER_SWITCHES) {
    command.addOption(new Option(later).hideHelp());
    command.on(`option:${later.slice(2)}`, () => refuse(later));
  }
  return command;
}

export const colorOption = (): Option =>
  new Option("--color <when>", "colour the output").choices(["auto", "always", "never"]).default("auto");

/** The flag that names one of `formats`, and knows those to come. */
export const formatOption = (formats: readonly string[]): Option =>
  new Option("--format <name>", `how to print: ${formats.join(", ")}`).default("text").argParser((name: string) => {
    if (LATER_FORMATS.includes(name)) return refuse(`--format ${name}`);
    return chosen(formats, name);
  });

/** What is asked of the rules by flags, and where they say nothing, by a project. */
export function wishesFrom(flags: Flags, project: Wishes): Wishes {
  const { preset, select = [], ignore = [], kubernetesVersion, podSecurityVersion } = flags;
  return {
    presets: preset ?? project.presets,
    rules: [
      ...project.rules,
      ...select.flatMap(idsOf).map((id) => ({ rules: id, severity: "on" as const })),
      ...ignore.flatMap(idsOf).map((id) => ({ rules: id, severity: "off" as const })),
    ],
    kubernetes: kubernetesVersion ?? project.kubernetes,
    podSecurity: podSecurityVersion ?? project.podSecurity,
  };
}

/** Refuses a rule that nobody knows. */
export function unknownRule(id: string): never {
  const meant = likely(id, rules);
  throw new Refusal(`There is no rule "${id}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`);
}

/** Flags of the contract that this version does not have yet. */
const LATER = ["--baseline <file>", "--today <date>"];
const LATER_SWITCHES = ["--no-suppressions", "--update-baseline"];
const LATER_FORMATS = ["sarif", "github", "junit"];

function refuse(flag: string): never {
  throw new Refusal(`Plimsoll ${tool.version} does not have "${flag.replace(/ <.*/, "")}" yet.`);
}

function idsOf(id: string): readonly string[] {
  if (rules.some((it) => id === `${it.group}/*`)) return [id];
  const called = rulesCalled(id, rules);
  return called.length > 0 ? called.map((it) => it.id) : unknownRule(id);
}

const gathered =
  <Item>(parse: (text: string) => Item | readonly Item[]) =>
  (text: string, before: readonly Item[] | undefined): readonly Item[] =>
    [...(before ?? []), ...[parse(text)].flat()] as readonly Item[];

const listed = (text: string): readonly string[] =>
  text
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");

function chosen<Choice extends string>(choices: readonly Choice[], text: string): Choice {
  const choice = choices.find((it) => it === text);
  if (choice === undefined) throw new InvalidArgumentError(`It is one of ${choices.join(", ")}.`);
  return choice;
}

function version(text: string): Minor {
  const known = minor(text);
  if (known === undefined) throw new InvalidArgumentError('A version is written as "1.31".');
  return known;
}

function count(text: string): number {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (number === 0) throw new InvalidArgumentError("It is a number from 1 up.");
  return Math.min(number, 256);
}
