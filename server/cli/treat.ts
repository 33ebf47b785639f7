import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { type Log, lint } from "../../rules/lint.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { applyEdits } from "../../rules/model/source.ts";
import type { Asked } from "../../rules/presets.ts";
import type { Safety } from "../../rules/rule.ts";
import { diff } from "../formats/diff.ts";
import type { Trouble } from "../formats/report.ts";
import { mend } from "../mend.ts";
import { sourceOf } from "../sources/source.ts";
import type { Target } from "./find-files.ts";
import { Refusal } from "./io.ts";
import { glance, type Judgement, judge } from "./judge.ts";
import { type Content, explained, readContent, TooLarge } from "./read-file.ts";
import { isLink, leadsOut, replaceFile } from "./replace-file.ts";

/** How a text is to be mended; as plain data, for threads pass it on. */
export interface Cure {
  readonly safeties: readonly Safety[];
  /** Whether only to show what would change. */
  readonly isTrial: boolean;
}

/** What became of one file, as plain data. */
export interface Outcome extends Judgement {
  readonly errors: readonly Trouble[];
  readonly files: number;
  /** How many characters were judged. */
  readonly size: number;
  /** Whether fixes changed it, or would. */
  readonly isMended: boolean;
  readonly patch: string;
}

export const NOTHING: Outcome = {
  files: 0,
  documents: 0,
  resources: 0,
  problems: [],
  errors: [],
  size: 0,
  isMended: false,
  patch: "",
};

/** Judges one file, mended first if that is asked for. */
export function treat(target: Target, asked: Asked, cure?: Cure): Outcome {
  const { path, file, folder } = target;
  let content: Content;
  try {
    content = readContent(path);
  } catch (error) {
    // Among a folder's files, a large one may be anything: one that is named is meant.
    if (error instanceof TooLarge && folder !== undefined && !error.looksOurs) return NOTHING;
    return { ...NOTHING, errors: [{ file, message: explained(error) }] };
  }
  const called = { uri: pathToFileURL(path).href, file, isRendered: false };
  const written = treatText(content, called, asked, cure);
  if (cure === undefined || cure.isTrial || !written.outcome.isMended) return written.outcome;
  try {
    refuseToLeave(target);
    replaceFile(path, (content.hasMark ? "\uFEFF" : "") + written.text);
    return written.outcome;
  } catch (error) {
    const before = treatText(content, called, asked);
    return { ...before.outcome, errors: [...before.outcome.errors, { file, message: notWritten(error) }] };
  }
}

/** What becomes of one text: how it reads when it is mended, and what is said of it then. */
export function treatText(
  { text, isBroken }: Content,
  called: { readonly uri: string; readonly file: string; readonly isRendered: boolean },
  asked: Asked,
  cure?: Cure,
): { readonly text: string; readonly outcome: Outcome } {
  const { uri, file, isRendered } = called;
  const errors: Trouble[] = isBroken ? [{ file, message: "It is not valid UTF-8." }] : [];
  const log = (message: string) => {
    const [line = ""] = message.split("\n", 1);
    if (!errors.some((it) => it.message === line)) errors.push({ file, message: line });
  };
  const source = sourceOf(uri, text);
  const seen = glance(source);
  if (seen !== undefined) return { text, outcome: { ...NOTHING, ...seen, errors, files: 1, size: text.length } };
  const manifest = parse(source);
  // What is no UTF-8 could not be written back as it was.
  const mended = cure === undefined || isBroken ? text : cured(manifest, asked, new Set(cure.safeties), log);
  const remaining = mended === text ? manifest : parse(sourceOf(uri, mended), manifest);
  const outcome: Outcome = {
    ...judge(remaining, file, asked, isRendered, log),
    errors,
    files: 1,
    size: text.length,
    isMended: mended !== text,
    patch: cure?.isTrial && mended !== text ? diff(file, text, mended) : "",
  };
  return { text: mended, outcome };
}

/** A text after the first fix of each problem that is as safe as one of `safeties`, again and again. */
function cured(manifest: Manifest, asked: Asked, safeties: ReadonlySet<Safety>, log: Log): string {
  const edits = mend(
    manifest,
    (it) => lint(it, asked, log).flatMap(({ fixes }) => fixes.find(({ safety }) => safeties.has(safety)) ?? []),
    log,
  );
  return applyEdits(manifest.source.text, edits);
}

/** A link that leads out of what was named is nobody's to write through. */
function refuseToLeave({ path, folder }: Target): void {
  const leaves = folder === undefined ? isLink(path) && leadsOut(path, dirname(path)) : leadsOut(path, folder);
  if (leaves) throw new Refusal("It is not written: its symbolic link leads out of the folder.");
}

function notWritten(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return `It cannot be written: ${code === "EACCES" || code === "EPERM" ? "permission denied" : code}.`;
}
