import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Trouble } from "../formats/report.ts";
import { PROJECT_FILE } from "../project/project.ts";
import { Gitignore } from "./gitignore.ts";
import { explained } from "./read-file.ts";

/** A file to be judged. */
export interface Target {
  readonly path: string;
  /** As it is called in what is printed: relative to the working directory, with `/`. */
  readonly file: string;
  /** The folder that it was found in; `undefined` if it was named itself. */
  readonly folder: string | undefined;
}

/** The files that `paths` name or hold, each once and in the order of their names, and what could not be looked into. */
export function findFiles(
  paths: readonly string[],
  cwd: string,
): { readonly targets: readonly Target[]; readonly errors: readonly Trouble[] } {
  const targets = new Map<string, Target>();
  const errors: Trouble[] = [];
  const add = (path: string, folder: string | undefined) => {
    if (folder === undefined || !targets.has(path)) targets.set(path, { path, file: named(path, cwd), folder });
  };
  for (const given of paths) {
    const path = resolve(cwd, given);
    try {
      if (!statSync(path).isDirectory()) add(path, undefined);
      else
        walk(
          path,
          Gitignore.of(path),
          (it) => add(it, path),
          (it, error) => errors.push({ file: named(it, cwd), message: explained(error) }),
        );
    } catch (error) {
      errors.push({ file: named(path, cwd), message: explained(error) });
    }
  }
  return { targets: [...targets.values()].sort(byFile), errors };
}

/** How a path is called in what is printed. */
export function named(path: string, cwd: string): string {
  const shown = relative(cwd, resolve(cwd, path)) || ".";
  return sep === "/" ? shown : shown.replaceAll(sep, "/");
}

/** In the order of the names' characters, whatever the user's language. */
export const byFile = (a: { readonly file: string }, b: { readonly file: string }): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : 0;

const MANIFEST = /\.(?:ya?ml|json)$/i;

const LEFT_OUT: ReadonlySet<string> = new Set([".git", "node_modules", PROJECT_FILE]);

function walk(
  folder: string,
  ignored: Gitignore,
  found: (path: string) => void,
  failed: (path: string, error: unknown) => void,
): void {
  for (const entry of entriesOf(folder, failed)) {
    // A symbolic link is neither file nor folder here: what it leads to is found where it is, or lies outside.
    const isFolder = entry.isDirectory();
    if (!isFolder && !(entry.isFile() && MANIFEST.test(entry.name))) continue;
    const path = join(folder, entry.name);
    if (LEFT_OUT.has(entry.name) || ignored.ignores(path, isFolder)) continue;
    if (isFolder) walk(path, ignored.within(path), found, failed);
    else found(path);
  }
}

function entriesOf(folder: string, failed: (path: string, error: unknown) => void): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    failed(folder, error);
    return [];
  }
}
