import { randomUUID } from "node:crypto";
import { chmodSync, lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** Puts `text` in place of what a file holds, whole or not at all. Its mode stays; a symbolic link to it stays one. */
export function replaceFile(path: string, text: string): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  // A device or a pipe is written to, not replaced.
  if (existing !== undefined && !existing.isFile() && !existing.isDirectory()) {
    writeFileSync(path, text);
    return;
  }
  const target = existing === undefined ? path : realpathSync(path);
  const draft = join(dirname(target), `.plimsoll-${randomUUID()}`);
  try {
    writeFileSync(draft, text, { flag: "wx" });
    if (existing !== undefined) chmodSync(draft, existing.mode & 0o7777);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Whether a file lies, all symbolic links followed, outside of `folder`. */
export function leadsOut(path: string, folder: string): boolean {
  const way = relative(realpathSync(folder), realpathSync(path));
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** Whether the last part of a path is a symbolic link. */
export const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink();
