import type { Place } from "./place.ts";
import type { Container } from "./pods.ts";
import { ifKnown, unknowable } from "./unknowable.ts";

/** One flag, as it is written on a command line. */
export interface Flag {
  /** Without dashes before it, and with dashes for underscores, as Kubernetes' programs take them for the same. */
  readonly name: string;
  /** As the author wrote it: `--name`. */
  readonly spelling: string;
  readonly place: Place;
  /** What stands behind its equals sign; `undefined` for none. Throws `unknowable`. */
  readonly joined: () => string | undefined;
  /** The word behind it, which is its value if it has none of its own and is no switch. */
  readonly next: Word | undefined;
}

/** One word of a command line. */
export interface Word {
  readonly place: Place;
  /** Throws `unknowable`. */
  readonly text: () => string;
}

/** What a container runs: a program and its flags, from `command` and `args` taken together. */
export interface CommandLine {
  readonly container: Container;
  /** The program's name without its folder; of `hyperkube`, with what it is to be. */
  readonly program: string;
  /** The flags behind the program, in their order: of equal ones the last counts. */
  readonly flags: readonly Flag[];
  /** Whether a template, or the patched workload, may add flags that the text does not show. */
  readonly hasMore: boolean;
  /** Where another word would be written. */
  readonly end: Place;
}

/** Programs that start the one that is named behind their own flags: https://github.com/kubernetes/release/tree/master/images/build/go-runner and init programs. */
const LAUNCHERS: ReadonlySet<string> = new Set(["go-runner", "tini", "dumb-init", "catatonit"]);

/** The command line of a container that says one; `undefined` where its image decides, or a template. */
export function commandLine(container: Container): CommandLine | undefined {
  const command = container.at("command");
  const args = container.at("args");
  const lists = [command, args];
  const words = lists.flatMap(({ children }) => children.map(word));
  const at = startOf(words);
  const program = nameAt(words, at);
  if (program === undefined) return undefined;
  const behind = words.slice(program.startsWith("hyperkube ") ? at + 2 : at + 1);
  const last = args.children.length > 0 ? args : command;
  return {
    container,
    program,
    flags: flagsOf(behind),
    hasMore: behind.some(isOpen) || !isWhole(container, lists),
    end: last.at(last.children.length),
  };
}

const word = (place: Place): Word => ({
  place,
  text: () => {
    const { value } = place;
    const text = typeof value === "string" ? value : String(value);
    // What Kubernetes puts in from the container's variables.
    if (text.includes("$(")) throw unknowable;
    return text;
  },
});

const known = ({ text }: Word): string | undefined => ifKnown(text, undefined);

/** Where in the words the program stands. */
function startOf(words: readonly Word[]): number {
  const first = words[0] === undefined ? undefined : known(words[0]);
  if (first === undefined || !LAUNCHERS.has(baseName(first))) return 0;
  const program = words.findIndex((it, index) => index > 0 && !it.place.beginning.startsWith("-"));
  return program === -1 ? 0 : program;
}

function nameAt(words: readonly Word[], at: number): string | undefined {
  const [first, second] = words.slice(at, at + 2).map(known);
  if (first === undefined || first.startsWith("-")) return undefined;
  const name = baseName(first);
  return name === "hyperkube" ? `${name} ${second}` : name;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

const FLAG = /^(--?([A-Za-z][\w.-]*))(=|$)/;

/** Whether a word may turn out to be any flag, or several. */
const isOpen = (word: Word): boolean => known(word) === undefined && !FLAG.test(begun(word));

const begun = ({ place }: Word): string => place.beginning.split("$(", 1)[0] ?? "";

function flagsOf(words: readonly Word[]): readonly Flag[] {
  return words.flatMap((word, index) => {
    const text = known(word) ?? begun(word);
    const [, spelling, name, sign] = FLAG.exec(text) ?? [];
    if (spelling === undefined || name === undefined || (known(word) === undefined && sign !== "=")) return [];
    const next = words[index + 1];
    const isValue = sign !== "=" && next !== undefined && !next.place.beginning.startsWith("--");
    const joined = () => (sign === "=" ? word.text().slice(spelling.length + 1) : undefined);
    return [{ name: name.replaceAll("_", "-"), spelling, place: word.place, joined, next: isValue ? next : undefined }];
  });
}

/** Whether what the container is to run stands here to its end, and is no patch of what it runs elsewhere. */
const isWhole = (container: Container, lists: readonly Place[]): boolean =>
  ifKnown(() => container.at("image").exists, true) &&
  ifKnown(() => lists.every((list) => !list.exists || !list.at(list.children.length).exists), false);
