import { deliver, formatted, tell } from "./deliver.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import { exitStatus, survey } from "./survey.ts";

/** `plimsoll check`: says what is amiss. */
export async function check(paths: readonly string[], flags: Flags, io: Io): Promise<number> {
  const { report } = await survey(paths, flags, io);
  await deliver(formatted(report, flags, io.stdout, io), flags, io);
  await tell(report.errors, io);
  return exitStatus(report, flags.failOn);
}
