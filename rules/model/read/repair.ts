import type { Document as Composed, YAMLError } from "yaml";
import type { Damage } from "../document.ts";
import type { Span } from "../source.ts";
import { type Guess, guesses, takeOut } from "./guesses.ts";
import { enclosed, joinLines } from "./join.ts";
import { bracketBefore, quoteBefore, quotedScalars } from "./openings.ts";
import { said } from "./said.ts";
import { lineAt } from "./text-lines.ts";

/** A broken text, with what breaks it taken out. */
export interface Repaired {
  /** As long as the broken text; what was taken out is blank, or `UNKNOWN` where it was a value. */
  readonly text: string;
  readonly composed: Composed;
  readonly damages: readonly Damage[];
  /** Where lines were blanked: the offset of their content. A negative number -n-1: from offset n on all is in doubt. */
  readonly holes: readonly number[];
}

/** How many mistakes of one document are told apart; what is behind them is not judged. */
const MOST_REPAIRS = 10;

/** How many characters may be read again in search of what is wrong: each guess costs what the first reading did. */
const MOST_READ = 1_000_000;

/** Takes one mistake after the other out of a text until it can be read. */
export function repair(broken: string, first: Composed, composeAll: (text: string) => Composed): Repaired {
  let left = MOST_READ;
  const compose = (text: string) => {
    left -= text.length;
    return left < 0 ? undefined : composeAll(text);
  };
  const damages: Damage[] = [];
  const holes: number[] = [];
  let text = broken;
  let composed = first;
  for (let joined = joinAll(text, composed, compose); joined !== undefined; joined = joinAll(text, composed, compose)) {
    ({ text, composed } = joined);
  }
  while (composed.errors.length > 0) {
    const error = earliest(composed.errors);
    const best = damages.length < MOST_REPAIRS ? bestGuess(text, composed, error, compose) : undefined;
    if (best === undefined) {
      damages.push({ span: onOneLine(text, error.pos), message: said(error, "") });
      holes.push(-lineAt(text, error.pos[0]).start - 1);
      break;
    }
    damages.push({ span: best.guess.span, message: best.guess.message });
    if (best.guess.by === "blank") holes.push(best.guess.out.start);
    ({ text, composed } = best);
  }
  return { text, composed, damages, holes };
}

/** The text with all lines joined that end early in a quoted scalar or a flow collection, if fewer errors are left then. */
function joinAll(
  text: string,
  composed: Composed,
  compose: (text: string) => Composed | undefined,
): { text: string; composed: Composed } | undefined {
  let joined = text;
  let left = MOST_READ;
  const quoted = quotedScalars(composed);
  for (const error of composed.errors) {
    const start = /closing ["']quote/.test(error.message)
      ? quoteBefore(quoted, text, error)
      : /end with a [}\]]/.test(error.message)
        ? bracketBefore(text, error.pos[0])
        : undefined;
    if (start === undefined) continue;
    const span = enclosed(joined, start);
    left -= (span?.end ?? joined.length) - start;
    if (left < 0) break;
    if (span !== undefined) joined = joinLines(joined, span);
  }
  if (joined === text) return undefined;
  const again = compose(joined);
  return again !== undefined && again.errors.length < composed.errors.length
    ? { text: joined, composed: again }
    : undefined;
}

interface Tried {
  readonly guess: Guess;
  readonly text: string;
  readonly composed: Composed;
}

/** The guess that gets past the error and leaves the fewest; failing that, the one that leaves the fewest. */
function bestGuess(
  text: string,
  composed: Composed,
  error: YAMLError,
  compose: (text: string) => Composed | undefined,
): Tried | undefined {
  let past: Tried | undefined;
  let fewest: Tried | undefined;
  const seen = new Set<string>();
  for (const guess of guesses(text, composed, error)) {
    const without = takeOut(text, guess);
    if (without === text || seen.has(without)) continue;
    seen.add(without);
    const again = compose(without);
    if (again === undefined) break;
    const tried = { guess, text: without, composed: again };
    const left = again.errors.length;
    if (left === 0) return tried;
    const next = earliest(again.errors);
    const isPast = next.pos[0] >= guess.out.end && (next.pos[0] !== error.pos[0] || next.code !== error.code);
    if (isPast && left < (past?.composed.errors.length ?? Number.POSITIVE_INFINITY)) past = tried;
    if (left < (fewest?.composed ?? composed).errors.length) fewest = tried;
  }
  return past ?? fewest;
}

const earliest = (errors: readonly YAMLError[]): YAMLError =>
  errors.reduce((first, it) => (it.pos[0] < first.pos[0] ? it : first));

/** The part of a stretch that stands on its first line; at least one character. */
function onOneLine(text: string, [start, end]: readonly [number, number]): Span {
  const from = Math.min(start, Math.max(0, text.length - 1));
  const line = lineAt(text, from);
  return { start: from, end: Math.max(from + 1, Math.min(end, line.end)) };
}
