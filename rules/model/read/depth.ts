import type { Span } from "../source.ts";

/** More brackets within brackets than any reader here takes; looking for more would cost hostile texts' full length, squared. */
const DEEPEST = 1000;

/** The bracket by which a text that is one flow collection (JSON, say) is nested too deep to be read; `undefined` if it is not. */
export function tooDeep(text: string): Span | undefined {
  if (!/^\s*(?:---\s*)?(?:#.*\n\s*)*[[{]/.test(text)) return undefined;
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== "") {
      if (char === quote) quote = "";
      else if (char === "\\" && quote === '"') at++;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === "]" || char === "}") depth--;
    else if ((char === "[" || char === "{") && ++depth > DEEPEST) return { start: at, end: at + 1 };
  }
  return undefined;
}
