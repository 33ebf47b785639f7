/** What an action of a template does to the text around it. */
export type Role = "output" | "silent" | "begins" | "otherwise" | "ends" | "defines";

/** An action of a template: `{{ … }}` of Go and of those who took after it, `{% … %}` of Jinja. */
export interface Action {
  readonly start: number;
  readonly end: number;
  readonly role: Role;
  /** Whether the white space before it is taken away. */
  readonly trims: boolean;
  /** The column at which `indent` or `nindent` puts what it writes. */
  readonly column: number | undefined;
  /** Whether it begins a line of its own before it writes, as `nindent` does. */
  readonly breaks: boolean;
}

/** The actions of a text in their order. What opens and does not close ends with its line, and is an action all the same. */
export function actionsOf(text: string): readonly Action[] {
  const find = new Finder(text);
  const actions: Action[] = [];
  const opening = /\{[{%#]/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const action =
      match[0] === "{{" ? goAction(text, match.index, find) : jinjaAction(text, match.index, find, match[0]);
    if (action === undefined) continue;
    actions.push(action);
    opening.lastIndex = action.end;
  }
  return actions;
}

/** Finds what comes next, and remembers it: a text full of what never closes is searched once. */
class Finder {
  private readonly found = new Map<string, number>();

  constructor(private readonly text: string) {}

  next(wanted: string, from: number): number {
    const known = this.found.get(wanted);
    if (known !== undefined && known >= from) return known;
    const at = this.text.indexOf(wanted, from);
    const result = at === -1 ? Number.POSITIVE_INFINITY : at;
    this.found.set(wanted, result);
    return result;
  }

  endOfLine(from: number): number {
    const end = Math.min(this.next("\n", from), this.text.length);
    return this.text.charAt(end - 1) === "\r" && end > from ? end - 1 : end;
  }
}

const GO_KEYWORD = /\{\{-?\s*(?:([a-z]+)\b|\/\*|\$\w*\s*(?:,\s*\$\w*\s*)?:?=)/y;

const GO_ROLES: ReadonlyMap<string | undefined, Role> = new Map([
  ...roles("begins", "if with range block"),
  ...roles("otherwise", "else"),
  ...roles("ends", "end"),
  ...roles("defines", "define"),
  ...roles("silent", "break continue fail"),
]);

const JINJA_KEYWORD = /\{%[-+]?\s*([a-z]+)\b/y;

const JINJA_ROLES: ReadonlyMap<string | undefined, Role> = new Map([
  ...roles("begins", "if for call filter block with autoescape"),
  ...roles("otherwise", "else elif"),
  ...roles("ends", "endif endfor endcall endfilter endblock endwith endautoescape endmacro"),
  ...roles("defines", "macro"),
  ...roles("output", "include"),
]);

function roles(role: Role, keywords: string): [string, Role][] {
  return keywords.split(" ").map((keyword) => [keyword, role]);
}

function goRole(text: string, start: number): Role {
  GO_KEYWORD.lastIndex = start;
  const match = GO_KEYWORD.exec(text);
  if (match === null) return "output";
  // Comments and assignments have no keyword.
  return match[1] === undefined ? "silent" : (GO_ROLES.get(match[1]) ?? "output");
}

function jinjaRole(text: string, start: number): Role {
  JINJA_KEYWORD.lastIndex = start;
  return JINJA_ROLES.get(JINJA_KEYWORD.exec(text)?.[1]) ?? "silent";
}

const INDENT = /\b(n?)indent\s+(\d{1,3})\b/g;

function goAction(text: string, start: number, find: Finder): Action {
  const end = goEnd(text, start, find);
  if (end === undefined) {
    return { start, end: find.endOfLine(start), role: "output", trims: false, column: undefined, breaks: false };
  }
  const role = goRole(text, start);
  const trims = text.charAt(start + 2) === "-";
  const written = role === "output" ? text.slice(start, end) : "";
  if (!written.includes("indent")) return { start, end, role, trims, column: undefined, breaks: false };
  let last: RegExpMatchArray | undefined;
  for (const match of written.matchAll(INDENT)) last = match;
  const column = last === undefined ? undefined : Number(last[2]);
  return { start, end, role, trims, column, breaks: last?.[1] === "n" };
}

const COMMENT = /\{\{(?:-\s)?\/\*/y;
const AFTER_COMMENT = /\*\/(?:\s-)?\}\}/y;
/** What may hide a `}}`, or says that the action never closed. */
const TELLING = /["'`]|\{\{|\}\}/g;
const QUOTED = /"(?:[^"\\\n]|\\.)*"/y;
const CHARACTER = /'(?:[^'\\\n]|\\.)*'/y;

function goEnd(text: string, start: number, find: Finder): number | undefined {
  COMMENT.lastIndex = start;
  if (COMMENT.test(text)) {
    AFTER_COMMENT.lastIndex = Math.min(find.next("*/", start), text.length);
    return AFTER_COMMENT.test(text) ? AFTER_COMMENT.lastIndex : undefined;
  }
  TELLING.lastIndex = start + 2;
  for (let match = TELLING.exec(text); match !== null; match = TELLING.exec(text)) {
    const { 0: mark, index } = match;
    if (mark === "}}") return index + 2;
    if (mark === "{{") return undefined;
    if (mark === "`") {
      const close = find.next("`", index + 1);
      if (close === Number.POSITIVE_INFINITY) return undefined;
      TELLING.lastIndex = close + 1;
      continue;
    }
    const quoted = mark === '"' ? QUOTED : CHARACTER;
    quoted.lastIndex = index;
    if (quoted.test(text)) TELLING.lastIndex = quoted.lastIndex;
    else if (mark === '"') return undefined;
  }
  return undefined;
}

function jinjaAction(text: string, start: number, find: Finder, opening: string): Action | undefined {
  const close = find.next(`${opening.charAt(1)}}`, start + 2);
  // Statements are short: what closes far below is another's end.
  if (close > find.endOfLine(start)) return undefined;
  const role = jinjaRole(text, start);
  return { start, end: close + 2, role, trims: text.charAt(start + 2) === "-", column: undefined, breaks: false };
}
