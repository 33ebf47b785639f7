import type { Pod } from "./pods.ts";
import type { Handler } from "./probes.ts";

/** What the API server fills in where a pod says nothing: `DefaultTerminationGracePeriodSeconds` of Kubernetes. */
const DEFAULT = 30;

/** For how many seconds a pod may go on after it was told to stop. Throws `unknowable`. */
export const gracePeriod = ({ spec }: Pod): number => spec.at("terminationGracePeriodSeconds").number ?? DEFAULT;

/** For how many seconds a hook is known to sleep; 0 where it does something else. Throws `unknowable`. */
export function sleepOf({ at }: Handler): number {
  const seconds = at("sleep", "seconds").number;
  if (seconds !== undefined) return seconds;
  const command = at("exec", "command").value;
  if (!Array.isArray(command)) return 0;
  const words = command.map(String);
  // What a shell does before and after, or in another branch, is more than can be told.
  const script = SHELL.test(words[0] ?? "")
    ? /^\s*(?:exec\s+)?(\S*sleep)\s+(\S+)\s*;?\s*$/.exec(words.at(-1) ?? "")
    : null;
  const [program = "", duration = ""] = script === null ? words : script.slice(1);
  return /(?:^|\/)sleep$/.test(program) ? secondsOf(duration) : 0;
}

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash)$/;

const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(duration: string): number {
  const [, amount, unit = ""] = /^([0-9]+)([smhd]?)$/.exec(duration) ?? [];
  return Number(amount ?? 0) * (UNITS[unit] ?? 0);
}
