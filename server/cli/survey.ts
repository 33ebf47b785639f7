import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rules } from "../../rules/index.ts";
import { ask, type Wishes } from "../../rules/presets.ts";
import type { Severity } from "../../rules/rule.ts";
import type { Report, Reported } from "../formats/report.ts";
import { type Task, treatAll } from "./crew.ts";
import { byFile, findFiles, named } from "./find-files.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import { progressOn } from "./progress.ts";
import { CliProjects } from "./projects.ts";
import { type Content, explained, readStream } from "./read-file.ts";
import { type Cure, NOTHING, type Outcome, treatText } from "./treat.ts";

/** What became of all that was asked for. */
export interface Survey {
  readonly report: Report;
  /** In the order of the files. */
  readonly patches: readonly string[];
  /** How many files were changed, or would be. */
  readonly mended: number;
}

/** Judges the files that `paths` name or hold, mended first if there is a cure. */
export async function survey(paths: readonly string[], flags: Flags, io: Io, cure?: Cure): Promise<Survey> {
  const { targets, errors } = findFiles(
    paths.filter((it) => it !== "-"),
    io.cwd,
  );
  const projects = new CliProjects(flags, io.cwd);
  const wishes: Wishes[] = [];
  const tasks = targets.flatMap((target): readonly Task[] => {
    const terms = projects.of(dirname(target.path));
    const isMeant = target.folder === undefined && flags.forceExclude !== true;
    if (!isMeant && terms.excludes(target.path)) return [];
    if (!wishes.includes(terms.wishes)) wishes.push(terms.wishes);
    return [{ ...target, wishes: wishes.indexOf(terms.wishes) }];
  });
  const progress = progressOn(io.stderr, tasks.length);
  const outcomes = [...(await treatAll(tasks, { wishes, cure }, flags.jobs, progress.show))];
  progress.end();
  if (paths.includes("-")) outcomes.push((await surveyStdin(flags, io, projects, cure)).outcome);
  return surveyed([...outcomes, { ...NOTHING, errors: [...errors, ...projects.errors] }]);
}

/** Judges standard input, mended first if there is a cure: `text` is then what it should read. */
export async function surveyStdin(
  flags: Flags,
  io: Io,
  projects: CliProjects,
  cure?: Cure,
): Promise<{ readonly text: string | undefined; readonly outcome: Outcome }> {
  const { stdinFilename } = flags;
  const file = stdinFilename === undefined ? "<stdin>" : named(stdinFilename, io.cwd);
  const uri = stdinFilename === undefined ? "untitled:stdin" : pathToFileURL(resolve(io.cwd, stdinFilename)).href;
  let content: Content;
  try {
    content = await readStream(io.stdin);
  } catch (error) {
    return { text: undefined, outcome: { ...NOTHING, errors: [{ file, message: explained(error) }] } };
  }
  const called = { uri, file, isRendered: stdinFilename === undefined };
  const { wishes } = projects.of(stdinFilename === undefined ? io.cwd : dirname(resolve(io.cwd, stdinFilename)));
  const { text, outcome } = treatText(content, called, ask(rules, wishes), cure);
  return { text: content.isBroken ? undefined : (content.hasMark ? "\uFEFF" : "") + text, outcome };
}

/** All outcomes as one. */
export function surveyed(outcomes: readonly Outcome[]): Survey {
  const problems = outcomes.flatMap((it) => it.problems).sort(byFile);
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, it) => total + count(it), 0);
  return {
    report: {
      problems,
      errors: outcomes.flatMap((it) => it.errors).sort(byFile),
      summary: {
        files: sum((it) => it.files),
        documents: sum((it) => it.documents),
        resources: sum((it) => it.resources),
        error: count(problems, "error"),
        warning: count(problems, "warning"),
        info: count(problems, "info"),
        suppressed: 0,
      },
    },
    patches: outcomes.map((it) => it.patch).filter((it) => it !== ""),
    mended: sum((it) => (it.isMended ? 1 : 0)),
  };
}

/** What the command says to its caller: 2 if not all could be judged, 1 if something is as grave as `failOn`. */
export function exitStatus({ problems, errors }: Report, failOn: Flags["failOn"]): 0 | 1 | 2 {
  if (errors.length > 0) return 2;
  return problems.some((it) => GRAVITY[it.severity] >= GRAVITY[failOn]) ? 1 : 0;
}

const GRAVITY: Readonly<Record<Flags["failOn"], number>> = { info: 1, warning: 2, error: 3, never: 4 };

const count = (problems: readonly Reported[], severity: Severity) =>
  problems.filter((it) => it.severity === severity).length;
