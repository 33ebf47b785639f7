import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import createIgnore, { type Ignore } from "ignore";

/** What the `.gitignore` files above a folder, and in it, leave out. Never changes: `within` gives that of a folder below. */
export class Gitignore {
  private constructor(private readonly files: readonly { readonly folder: string; readonly rules: Ignore }[]) {}

  /** What is left out in `folder` by the files from there up to the root of its repository. */
  static of(folder: string): Gitignore {
    const above = foldersUpToRepository(folder);
    const root = above.at(-1);
    if (root === undefined) return new Gitignore([]).within(folder);
    const excluded = new Gitignore([]).with(root, join(root, ".git", "info", "exclude"));
    const outer = above
      .slice(1)
      .reverse()
      .reduce((ignored, it) => ignored.within(it), excluded);
    // Who names a folder that is ignored wants what is in it.
    return (root !== folder && outer.ignores(folder, true) ? new Gitignore([]) : outer).within(folder);
  }

  within(folder: string): Gitignore {
    return this.with(folder, join(folder, ".gitignore"));
  }

  ignores(path: string, isFolder: boolean): boolean {
    for (let index = this.files.length - 1; index >= 0; index--) {
      const { folder, rules } = this.files[index] as (typeof this.files)[number];
      const { ignored, unignored } = rules.test(slashed(relative(folder, path)) + (isFolder ? "/" : ""));
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  private with(folder: string, file: string): Gitignore {
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch {
      return this;
    }
    return new Gitignore([...this.files, { folder, rules: createIgnore({ ignorecase: false }).add(text) }]);
  }
}

/** The folder itself and those above it, up to the one that holds a repository; none, if none does. */
function foldersUpToRepository(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    folders.push(at);
    if (existsSync(join(at, ".git"))) return folders;
    if (dirname(at) === at) return [];
  }
}

const slashed = (path: string) => (sep === "/" ? path : path.replaceAll(sep, "/"));
