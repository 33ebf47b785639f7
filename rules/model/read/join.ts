import type { Span } from "../source.ts";

/** In a text whose lines were joined: a line break within quotes, and a backslash ahead of one. Values are folded at them. */
const BREAK = "\uE005";
const ESCAPED_BREAK = "\uE006";

/** What stands between the quote or bracket at `start` and the one that closes it, wherever that is; `undefined` if nothing does. */
export function enclosed(text: string, start: number): Span | undefined {
  const limit = documentEnd(text, start);
  const opening = text.charAt(start);
  const end = opening === '"' || opening === "'" ? endOfQuotes(text, start, limit) : endOfBrackets(text, start, limit);
  return end === undefined ? undefined : { start, end };
}

/**
 * The text with the lines of one quoted scalar or flow collection joined, offset for offset: to go-yaml their indentation
 * means nothing, but `yaml` wants it.
 */
export function joinLines(text: string, { start, end }: Span): string {
  let joined = "";
  let quotes = "";
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (quotes === "" && char === "#" && /\s/.test(text.charAt(at - 1))) {
      const stop = Math.min(end, text.indexOf("\n", at));
      joined += " ".repeat(stop - at);
      at = stop - 1;
    } else if (char === "\r") joined += " ";
    else if (char === "\n") joined += quotes === "" ? " " : BREAK;
    else if (char === "\\" && quotes === '"') {
      const next = text.charAt(at + 1);
      const isBreak = next === "\n" || (next === "\r" && text.charAt(at + 2) === "\n");
      joined += isBreak ? ESCAPED_BREAK : char + next;
      if (!isBreak) at++;
    } else {
      if (quotes === "" ? char === '"' || char === "'" : char === quotes) quotes = quotes === "" ? char : "";
      joined += char;
    }
  }
  return text.slice(0, start) + joined + text.slice(end);
}

/** The value of a scalar whose lines were joined, folded as YAML folds lines. */
export function folded(value: string): string {
  return value
    .replaceAll(new RegExp(`${ESCAPED_BREAK}\\s*${BREAK}[ \\t]*`, "g"), "")
    .replaceAll(new RegExp(`[ \\t]*${BREAK}(?:[ \\t]*${BREAK})*[ \\t]*`, "g"), (breaks) => {
      const count = breaks.split(BREAK).length - 1;
      return count === 1 ? " " : "\n".repeat(count - 1);
    });
}

/** Whether a value was read from joined lines. */
export const isJoined = (value: string): boolean => value.includes(BREAK);

function documentEnd(text: string, from: number): number {
  const end = text.slice(from).search(/\n(?:---|\.\.\.)(?=\s|$)/);
  return end === -1 ? text.length : from + end;
}

function endOfQuotes(text: string, start: number, limit: number): number | undefined {
  const quote = text.charAt(start);
  for (let at = start + 1; at < limit; at++) {
    const char = text.charAt(at);
    if (char === "\\" && quote === '"') at++;
    else if (char === quote) {
      if (quote === '"' || text.charAt(at + 1) !== "'") return at + 1;
      at++;
    }
  }
  return undefined;
}

function endOfBrackets(text: string, start: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const char = text.charAt(at);
    if (char === "[" || char === "{") depth++;
    else if ((char === "]" || char === "}") && --depth === 0) return at + 1;
    else if ((char === '"' || char === "'") && /[\s[{,:]/.test(text.charAt(at - 1))) {
      const end = endOfQuotes(text, at, limit);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (char === "#" && /\s/.test(text.charAt(at - 1))) {
      const stop = text.indexOf("\n", at);
      if (stop === -1) return undefined;
      at = stop;
    }
  }
  return undefined;
}
