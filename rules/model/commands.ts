import type { Place } from "./place.ts";
import { type Container, containers, inWorkloads } from "./pods.ts";
import type { Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** What runs in a container: its own program, or what the kubelet runs there for a probe or a hook. */
export interface Command {
  readonly container: Container;
  /** The probe or hook; `undefined` for the container's own program. */
  readonly call: string | undefined;
  /** The entries that are known, in their order. */
  readonly words: readonly Word[];
}

/** One entry of a command: a program, an argument, or a whole script. */
export interface Word {
  readonly place: Place;
  readonly text: string;
}

/** What the kubelet may run in a container beside its own program. */
const CALLS: readonly (readonly string[])[] = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
];

/** Everything that a resource's containers are told to run. */
export const commands = inWorkloads((resource: Resource): readonly Command[] =>
  containers(resource).flatMap(commandsOf),
);

/** Everything that a container is told to run. */
export const commandsOf = (container: Container): readonly Command[] => [
  { container, call: undefined, words: [...words(container.at("command")), ...words(container.at("args"))] },
  ...CALLS.map((steps) => ({
    container,
    call: steps.at(-1),
    words: words(container.at(...steps, "exec", "command")),
  })).filter((it) => it.words.length > 0),
];

const words = (list: Place): readonly Word[] => list.children.flatMap(known);

function known(place: Place): readonly Word[] {
  const text = ifKnown(() => place.string, undefined);
  return text === undefined ? [] : [{ place, text }];
}

/** The texts that may hold options of a container's programs, those that belong together in one list: its commands, and each of its variables. */
export const optionTexts = (container: Container): readonly (readonly Word[])[] => [
  ...commandsOf(container).map(withWhole),
  ...container.at("env").children.map((variable) => known(variable.at("value"))),
];

/** The words of a command, and all of them as one text, since an option and its value may stand in two. */
function withWhole({ words }: Command): readonly Word[] {
  const [first] = words;
  return first === undefined ? [] : [...words, { place: first.place, text: words.map(({ text }) => text).join(" ") }];
}

/** A script without the lines that are comments, so that what they mention is not taken for what is run. */
export const withoutComments = (script: string): string => script.replace(/^\s*#.*$/gm, "");
