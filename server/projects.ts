import type { Rule } from "../rules/rule.ts";
import { PROJECT_FILE, type Project, readProject } from "./project/project.ts";
import { normalised } from "./uris.ts";

/** Reads a file by its address; `undefined` if there is none. */
export type ReadFile = (uri: string) => Promise<string | undefined>;

/** A project that is in force for some files: what it says, and the folder from which its globs count. */
export interface InForce {
  readonly uri: string;
  readonly folder: string;
  /** The last that could be understood, if the file is broken now. */
  readonly section: Project["section"];
  readonly faults: Project["faults"];
}

/** The projects' files of a workspace. */
export class Projects {
  private readonly known = new Map<string, Promise<InForce | undefined>>();
  private readonly lastGood = new Map<string, Project["section"]>();

  constructor(
    private readonly rules: readonly Rule[],
    private readonly read: ReadFile,
  ) {}

  /** The project of a file: the nearest one above it, up to `root`. */
  async of(uri: string, root: string): Promise<InForce | undefined> {
    const top = folderOf(`${normalised(root).replace(/\/$/, "")}/`);
    for (let folder = folderOf(normalised(uri)); folder.startsWith(top); folder = folderOf(folder.slice(0, -1))) {
      const project = await this.in(folder);
      if (project !== undefined) return project;
    }
    return undefined;
  }

  /** Files have changed: what is known of them is forgotten, but not what last was good. */
  forget(): void {
    this.known.clear();
  }

  private in(folder: string): Promise<InForce | undefined> {
    const known = this.known.get(folder) ?? this.find(folder);
    this.known.set(folder, known);
    return known;
  }

  private async find(folder: string): Promise<InForce | undefined> {
    const uri = `${folder}${PROJECT_FILE}`;
    const text = await this.read(uri);
    if (text === undefined) return undefined;
    const { section, faults } = readProject(uri, text, this.rules);
    if (faults.length === 0) this.lastGood.set(uri, section);
    return { uri, folder, section: this.lastGood.get(uri) ?? section, faults };
  }
}

/** Whether an address is that of a project's file. */
export const isProjectFile = (uri: string): boolean => uri.endsWith(`/${PROJECT_FILE}`);

/** The folder of a file, or the one above a folder: with a slash at its end. */
const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf("/") + 1);
