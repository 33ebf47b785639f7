import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rules } from "../../rules/index.ts";
import type { Wishes } from "../../rules/presets.ts";
import type { Trouble } from "../formats/report.ts";
import { Lines } from "../lines.ts";
import { isExcluded } from "../project/exclude.ts";
import { PROJECT_FILE, readProject } from "../project/project.ts";
import { type Settings, settingsFrom } from "../settings.ts";
import { named } from "./find-files.ts";
import { type Flags, wishesFrom } from "./flags.ts";
import { explained } from "./read-file.ts";

/** What is asked for the files of one project, by its file and by flags. */
export interface Terms {
  readonly wishes: Wishes;
  /** Whether the project leaves a file out. */
  readonly excludes: (path: string) => boolean;
}

/** The projects' files above the files that are judged, each read once. */
export class CliProjects {
  /** What is wrong with the projects' files that were read. */
  readonly errors: Trouble[] = [];
  private readonly byFolder = new Map<string, Terms>();
  private readonly byFile = new Map<string, Terms>();

  constructor(
    private readonly flags: Flags,
    private readonly cwd: string,
  ) {
    // What is wrong with the flags is said even if there is nothing to judge.
    if (flags.config !== undefined) this.find(cwd);
    else wishesFrom(flags, settingsFrom({}, rules).settings.wishes);
  }

  /** What is asked for the files in a folder. */
  of(folder: string): Terms {
    const terms = this.byFolder.get(folder) ?? this.find(folder);
    this.byFolder.set(folder, terms);
    return terms;
  }

  private find(folder: string): Terms {
    const { config } = this.flags;
    if (config === false) return this.read(undefined);
    if (config !== undefined) return this.read(resolve(this.cwd, config));
    const file = join(folder, PROJECT_FILE);
    if (existsSync(file)) return this.read(file);
    const above = dirname(folder);
    return above === folder || existsSync(join(folder, ".git")) ? this.read(undefined) : this.of(above);
  }

  private read(file: string | undefined): Terms {
    const known = this.byFile.get(file ?? "");
    if (known !== undefined) return known;
    const settings = this.settingsOf(file);
    const base = dirname(file ?? "");
    const terms: Terms = {
      wishes: wishesFrom(this.flags, settings.wishes),
      excludes: (path) =>
        settings.exclude.length > 0 && isExcluded(relative(base, path).replaceAll("\\", "/"), settings.exclude),
    };
    this.byFile.set(file ?? "", terms);
    return terms;
  }

  private settingsOf(file: string | undefined): Settings {
    if (file === undefined) return settingsFrom({}, rules).settings;
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      this.errors.push({ file: named(file, this.cwd), message: explained(error) });
      return settingsFrom({}, rules).settings;
    }
    const { section, faults } = readProject(pathToFileURL(file).href, text, rules);
    const lines = new Lines(text);
    for (const { span, message } of faults) {
      const { line, character } = lines.position(span.start);
      this.errors.push({ file: `${named(file, this.cwd)}:${line + 1}:${character + 1}`, message });
    }
    return settingsFrom(section, rules).settings;
  }
}
