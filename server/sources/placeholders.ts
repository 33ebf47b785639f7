import { BRANCH, UNKNOWN } from "../../rules/model/marks.ts";

/** A text in which other tools than Kubernetes fill in values, with marks in their place. It has the same length and the same lines. */
export function maskPlaceholders(text: string): string {
  let masked = text;
  if (PLACEHOLDER_HINT.test(masked)) masked = masked.replace(PLACEHOLDER, mark);
  if (WORD_HINT.test(masked)) masked = maskWords(masked);
  if (BRACED_HINT.test(masked)) masked = masked.replace(BRACED, markValue);
  masked = masked.replace(ALONE, markLine);
  return masked.includes("#@") && YTT.test(masked) ? masked.replace(YTT_LINE, markYtt) : masked;
}

const PLACEHOLDER_HINT = /\$[{(]|#\{|ENC\[|\(\(/;

/**
 * Anywhere in a text: `${X}` and `${X:-y}` of shells, Flux and OpenShift; `$(params.x)` of Tekton, but not `$(X)`, which is
 * Kubernetes' own; `#{x}#` of Azure and Octopus; `ENC[…]` of SOPS; `((x))` of Concourse.
 */
const PLACEHOLDER =
  /\$\{[^{}\n]{1,200}(?:\{[^{}\n]{0,200}\}[^{}\n]{0,200})?\}|\$\([A-Za-z_][\w-]{0,80}(?:\.[\w-]{1,80}|\[[^\]\n)]{1,80}\]){1,20}\)|#\{[^{}\n]{1,200}\}#?|ENC\[[A-Z0-9_]{3,20},[^[\]\n]*\]|\(\([A-Za-z][\w./-]{0,80}\)\)/g;

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

const WORD_HINT = /<[A-Za-z]|\$[A-Z_]|@[A-Z]|__[A-Z]|%[A-Z]/;

/** `<X>`, `$X`, `@@X@@`, `__X__` and `%X%`. In a longer text these mean something else, so only a value that is one word counts. */
const WORD =
  /<[A-Za-z][^<>\n"']{0,60}>|\$[A-Z_][A-Z0-9_]+\b|@@?[A-Z][A-Z0-9_]+@@?|__[A-Z][A-Z0-9_]{0,80}__|%[A-Z][A-Z0-9_]+%/g;

/** Behind a key or a dash: a value without a space or a quote, but within `<X>`. */
const LONE_VALUE =
  /^([ \t]*(?:(?:-[ \t]+)+(?:[\w"'./-]+:[ \t]+)?|[\w"'./-]+:[ \t]+))(["']?)((?:[^\s"'#<]|<[A-Za-z][^<>"']{0,60}>|<)+)(\2)((?:[ \t]+#.*|[ \t]*,)?[ \t]*\r?)$/;

const LONGEST_LINE = 1000;

function maskWords(text: string): string {
  let masked = "";
  WORD.lastIndex = 0;
  for (let word = WORD.exec(text); word !== null; word = WORD.exec(text)) {
    const earliest = Math.max(masked.length, word.index - LONGEST_LINE);
    const start = earliest + text.slice(earliest, word.index).lastIndexOf("\n") + 1;
    const line = text.slice(start, start + LONGEST_LINE).split("\n", 1)[0] ?? "";
    const [, lead = "", open = "", value] = LONE_VALUE.exec(line) ?? [];
    if (value === undefined || (start !== 0 && text.charAt(start - 1) !== "\n")) continue;
    masked += text.slice(masked.length, start) + lead + open + UNKNOWN.repeat(value.length);
    WORD.lastIndex = masked.length;
  }
  return masked + text.slice(masked.length);
}

const BRACED_HINT = /[:-][ \t]+[{[][A-Za-z_]/;

/**
 * `{x}` of Python and `[X]` of people, as a value or at the beginning of one: no mapping and no list, as text follows.
 * A key alone in braces would be a mapping to nothing, which no field of Kubernetes is.
 */
const BRACED =
  /^([ \t]*(?:(?:-[ \t]+)+(?:[\w./-]+:[ \t]+)?|[\w./-]+:[ \t]+))((?:\{[A-Za-z_][\w.]{0,80}(?:\[[\w-]{1,80}\])?\}(?=[\w./:-]|[ \t\r]*$)|\[[A-Za-z][\w -]{0,80}\](?=[\w./-]))[^\s"'#]*)(?=[ \t\r]*$)/gm;

const markValue = (_: string, lead: string, value: string): string => lead + UNKNOWN.repeat(value.length);

/** Whole lines: `$X` and `{x}` where no entry can stand, and the dots of someone who leaves something out. */
const ALONE = /^(?:\$[A-Za-z_]\w{0,80}|\{[A-Za-z_][\w.]{0,80}\}|([ \t]+)\.\.\.)(?=[ \t\r]*$)/gm;

const markLine = (line: string, indent = ""): string => `${indent}#${UNKNOWN.repeat(line.length - indent.length - 1)}`;

const YTT = /#@(?:[ \t]|overlay\/|data\/|library\/|schema\/|if\/|yaml\/)/;

/** What ytt reads: on a line of its own, or behind a key, a dash or the value that it takes the place of. */
const YTT_LINE = /^([^\n#]*[ \t]|)#@([^\n]*)/gm;

function markYtt(line: string, before: string, code: string): string {
  if (before.trim() !== "") {
    const isQuoted = before.replace(/[^"']/g, "").length % 2 === 1;
    return isQuoted
      ? line
      : before + UNKNOWN.repeat(line.trimEnd().length - before.length) + line.slice(line.trimEnd().length);
  }
  const branch = /^[ \t]*(?:if|for|while|def)\b.*:[ \t\r]*$/.test(code)
    ? BRANCH.begins
    : /^[ \t]*(?:else|elif)\b/.test(code)
      ? BRANCH.otherwise
      : /^[ \t]*end[ \t\r]*$/.test(code)
        ? BRANCH.ends
        : undefined;
  return branch === undefined ? line : `${before}#${branch}${code}`;
}
