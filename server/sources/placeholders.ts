import { BRANCH, UNKNOWN } from "../../rules/model/marks.ts";

/** A text in which other tools than Kubernetes fill in values, with marks in their place. It has the same length and the same lines. */
export function maskPlaceholders(text: string): string {
  const hidden = HINT.test(text) ? text.replace(PLACEHOLDER, mark).replace(WHOLE_VALUE, markValue) : text;
  return hidden.includes("#@") && YTT.test(hidden) ? hidden.replace(YTT_LINE, markYtt) : hidden;
}

const HINT = /\$\{|\$\(|\$[A-Z]|#\{|ENC\[|<[A-Za-z]|@@|__|%[A-Z]|\(\(/;

/**
 * Anywhere in a text: `${X}` and `${X:-y}` of shells, Flux and OpenShift; `$(params.x)` of Tekton, but not `$(X)`, which is
 * Kubernetes' own; `#{x}#` of Azure and Octopus; `ENC[…]` of SOPS; `((x))` of Concourse.
 */
const PLACEHOLDER =
  /\$\{[^{}\n]{1,200}(?:\{[^{}\n]{0,200}\}[^{}\n]{0,200})?\}|\$\([A-Za-z_][\w-]{0,80}(?:\.[\w-]{1,80}|\[[^\]\n)]{1,80}\]){1,20}\)|#\{[^{}\n]{1,200}\}#?|ENC\[[A-Z0-9_]{3,20},[^\]\n]*\]|\(\([A-Za-z][\w./-]{0,80}\)\)/g;

/** A line's whole value that holds `<X>`, `$X`, `@@X@@`, `__X__` or `%X%` and no space but in it: in longer texts these mean something else. */
const WHOLE_VALUE =
  /^([ \t]*(?:-[ \t]+)*(?:[\w"'./-]+:[ \t]+)?)(?=\S)(["']?[^\s"'#<]*(?:<[A-Za-z][^<>\n"']{0,60}>|\$[A-Z_][A-Z0-9_]+\b|@@?[A-Z][A-Z0-9_]+@@?|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]+%)[^\s#]*)(?=[ \t]*(?:[ \t]#.*)?\r?$)/gm;

function mark(placeholder: string, offset: number, text: string): string {
  const before = text.charAt(offset - 1);
  // Behind a "#" it stands in a comment, where a mark would say that entries are added.
  if (before === "#") return placeholder;
  const isAlone = isBlank(text, offset, -1) && isBlank(text, offset + placeholder.length - 1, 1);
  return isAlone ? `#${UNKNOWN.repeat(placeholder.length - 1)}` : UNKNOWN.repeat(placeholder.length);
}

/** Whether nothing but white space stands between a position and the end or the beginning of its line. */
function isBlank(text: string, position: number, step: 1 | -1): boolean {
  for (let at = position + step; at >= 0 && at < text.length; at += step) {
    const letter = text.charAt(at);
    if (letter === "\n") return true;
    if (letter !== " " && letter !== "\t" && letter !== "\r") return false;
  }
  return true;
}

function markValue(line: string, lead: string, value: string): string {
  // Neither key nor dash: a word of a longer text.
  if (!/[:-]/.test(lead)) return line;
  const quote = /^["']/.exec(value)?.[0];
  if (quote === undefined) return lead + UNKNOWN.repeat(value.length);
  return value.length > 2 && value.endsWith(quote)
    ? `${lead}${quote}${UNKNOWN.repeat(value.length - 2)}${quote}`
    : line;
}

const YTT = /#@(?:[ \t]|overlay\/|data\/|library\/|schema\/|if\/|yaml\/)/;

/** What ytt reads: on a line of its own, or behind a key, a dash or the value that it takes the place of. */
const YTT_LINE = /^([^\n#]*[ \t]|)#@([^\n]*)/gm;

function markYtt(line: string, before: string, code: string): string {
  if (before.trim() !== "") return before + UNKNOWN.repeat(line.length - before.length);
  const branch = /^[ \t]*(?:if|for|while|def)\b.*:[ \t\r]*$/.test(code)
    ? BRANCH.begins
    : /^[ \t]*(?:else|elif)\b/.test(code)
      ? BRANCH.otherwise
      : /^[ \t]*end[ \t\r]*$/.test(code)
        ? BRANCH.ends
        : undefined;
  return branch === undefined ? line : `${before}#${branch}${code}`;
}
