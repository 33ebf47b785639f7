import type { Safety } from "../../rules/rule.ts";
import { coloured } from "../formats/diff.ts";
import { deliver, formatted, tell } from "./deliver.ts";
import type { Flags } from "./flags.ts";
import { type Io, isColoured, print, Refusal } from "./io.ts";
import { CliProjects } from "./projects.ts";
import { exitStatus, type Survey, survey, surveyed, surveyStdin } from "./survey.ts";
import { type Cure, NOTHING } from "./treat.ts";

/** What `fix` is told beside the flags of `check`. */
export interface FixFlags extends Flags {
  readonly review?: boolean;
  readonly choose?: boolean;
  readonly diff?: boolean;
}

/** `plimsoll fix`: mends what can be mended, and says what remains. */
export async function fix(paths: readonly string[], flags: FixFlags, io: Io): Promise<number> {
  const cure: Cure = { safeties: safetiesFrom(flags), isTrial: flags.diff === true };
  if (flags.diff) return showDiff(await survey(paths, flags, io, cure), flags, io);
  if (paths.includes("-")) {
    if (paths.length > 1)
      throw new Refusal('"-" stands for the only text that is mended: other paths cannot be named beside it.');
    return fixStdin(flags, io, cure);
  }
  const { report, mended } = await survey(paths, flags, io, cure);
  const said = flags.format === "text" ? `Mended ${mended} ${mended === 1 ? "file" : "files"}.\n` : "";
  await deliver(formatted(report, flags, io.stdout, io) + said, flags, io);
  await tell(report.errors, io);
  return exitStatus(report, flags.failOn);
}

function safetiesFrom({ review, choose }: FixFlags): readonly Safety[] {
  return ["safe", ...(review ? (["review"] as const) : []), ...(choose ? (["choice"] as const) : [])];
}

async function showDiff({ report, patches, mended }: Survey, flags: FixFlags, io: Io): Promise<number> {
  const patch = patches.join("");
  const isForEyes = flags.output === undefined ? isColoured(flags.color, io.stdout, io) : flags.color === "always";
  await deliver(isForEyes ? coloured(patch) : patch, flags, io);
  await tell(report.errors, io);
  if (report.errors.length > 0) return 2;
  return mended > 0 ? 1 : 0;
}

/** The mended text goes where the text came from; what remains is said on standard error. */
async function fixStdin(flags: FixFlags, io: Io, cure: Cure): Promise<number> {
  const projects = new CliProjects(flags, io.cwd);
  const { text, outcome } = await surveyStdin(flags, io, projects, cure);
  const { report } = surveyed([outcome, { ...NOTHING, errors: projects.errors }]);
  if (text !== undefined) await deliver(text, flags, io);
  if (report.problems.length > 0) await print(io.stderr, formatted(report, flags, io.stderr, io));
  await tell(report.errors, io);
  return exitStatus(report, flags.failOn);
}
