import { resolve } from "node:path";
import { json } from "../formats/json.ts";
import type { Report, Trouble } from "../formats/report.ts";
import { harmless, text } from "../formats/text.ts";
import { tool } from "../formats/tool.ts";
import type { Flags } from "./flags.ts";
import { type Io, isColoured, type Output, print, Refusal } from "./io.ts";
import { replaceFile } from "./replace-file.ts";

/** Prints what a command has to say, or writes it to the file that was asked for. */
export async function deliver(content: string, { output }: Pick<Flags, "output">, io: Io): Promise<void> {
  if (output === undefined) return print(io.stdout, content);
  try {
    replaceFile(resolve(io.cwd, output), content);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Refusal(`"${output}" cannot be written: ${WRITING[code] ?? code}.`);
  }
}

/** Says on standard error what could not be judged. */
export async function tell(errors: readonly Trouble[], io: Io): Promise<void> {
  for (const { file, message } of errors) await print(io.stderr, `plimsoll: ${harmless(file)}: ${harmless(message)}\n`);
}

/** A report as `format` has it. */
export function formatted(report: Report, { format, ...flags }: Flags, stream: Output, io: Io): string {
  if (format === "json") return json(report, tool);
  return text(report, {
    isColoured: isColoured(flags.output === undefined ? flags.color : onlyIfAlways(flags.color), stream, io),
    columns: stream.columns ?? 120,
  });
}

const onlyIfAlways = (color: Flags["color"]) => (color === "always" ? "always" : "never");

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder does not exist",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  EROFS: "its disk cannot be written to",
  ENOSPC: "its disk is full",
};
