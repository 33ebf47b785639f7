import fc from "fast-check";
import type { Step } from "../../rules/model/place.ts";

/** A node of a text that is to be made up; `dice` decides how it is written. */
export type Part = Scalar | Collection;

interface Scalar {
  readonly text: string;
  readonly dice: number;
}

interface Collection {
  readonly keys: readonly string[] | undefined;
  readonly parts: readonly Part[];
  readonly dice: number;
}

/** How one author writes. */
export interface Habits {
  readonly step: number;
  readonly dash: number;
  readonly lineEnd: "\n" | "\r\n";
  readonly endsInLine: boolean;
  readonly mark: boolean;
  readonly end: "" | "# the end";
  readonly flow: "block" | "mixed" | "json";
  readonly unit: "\t" | "  ";
}

/** A comment of a made-up text, and what it speaks of. */
export interface Comment {
  readonly text: string;
  readonly path: readonly Step[];
  readonly isAbove: boolean;
  /** The whole line, where nothing else stands on it but the entry. */
  readonly line: string | undefined;
}

const KEYS = ["a", "b", "name", "securityContext", "drop", "emptyDir", "on", "x y", "runAsUser"];
const TEXTS = [
  "one",
  "two words",
  "true",
  "yes",
  "5",
  "0644",
  "",
  "~",
  "it's",
  'q"q',
  "a: b",
  "# no",
  "{{",
  "first\nsecond",
  "first\n\n  second\n",
  "kept\n\n",
];

const dice = fc.nat(0xffff);

export const habits: fc.Arbitrary<Habits> = fc.record({
  step: fc.constantFrom(2, 4),
  dash: fc.constantFrom(0, 2, 4),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  endsInLine: fc.boolean(),
  mark: fc.boolean(),
  end: fc.constantFrom("", "# the end"),
  flow: fc.constantFrom("block", "mixed", "json"),
  unit: fc.constantFrom("\t", "  "),
});

export const { part } = fc.letrec<{ part: Collection; node: Part }>((tie) => {
  const scalar = fc.record({ text: fc.constantFrom(...TEXTS), dice });
  const sequence = fc.record({
    keys: fc.constant(undefined),
    parts: fc.array(tie("node"), { minLength: 0, maxLength: 3 }),
    dice,
  });
  const mapping = fc
    .record({
      keys: fc.shuffledSubarray(KEYS, { maxLength: 4 }),
      parts: fc.array(tie("node"), { minLength: 4, maxLength: 4 }),
      dice,
    })
    .map(({ keys, parts, dice }) => ({ keys, parts: parts.slice(0, keys.length), dice }));
  return {
    node: fc.oneof({ depthSize: "medium", withCrossShrink: true }, scalar, mapping, sequence),
    part: fc.oneof({ weight: 4, arbitrary: mapping }, sequence).filter((it) => it.parts.length > 0),
  };
});

/** A text with the content of `root`, and its comments. */
export function textOf(
  root: Collection,
  habits: Habits,
): { readonly text: string; readonly comments: readonly Comment[] } {
  const author = new Author(habits);
  const lines = habits.flow === "json" ? author.json(root) : author.block(root, 0, []);
  if (habits.flow !== "json") {
    if (habits.mark) lines.unshift("---");
    if (habits.end !== "") lines.push(habits.end);
  }
  return {
    text: lines.join(habits.lineEnd) + (habits.endsInLine || author.endsInBlock ? habits.lineEnd : ""),
    comments: author.comments,
  };
}

class Author {
  readonly comments: Comment[] = [];
  /** Whether a block scalar was written last: without a line end its value would be another to go-yaml than to `yaml`. */
  endsInBlock = false;

  constructor(private readonly habits: Habits) {}

  json(root: Part): string[] {
    return this.flow(root, "", root.dice % 3 > 0, [], true).split("\n");
  }

  /** The lines of a collection in block style whose members stand at `column`. */
  block({ keys, parts }: Collection, column: number, path: readonly Step[]): string[] {
    const pad = " ".repeat(column);
    return parts.flatMap((part, index) => {
      const step = keys?.[index] ?? index;
      const at = [...path, step];
      const above = part.dice & 1 && part.dice & 2 ? [pad + this.comment(at, true)] : [];
      const blank = (part.dice & 12) === 12 ? [""] : [];
      return [...blank, ...above, ...this.member(keys?.[index], part, column, at)];
    });
  }

  private member(key: string | undefined, part: Part, column: number, path: readonly Step[]): string[] {
    const pad = " ".repeat(column);
    const head = key === undefined ? `${pad}-` : `${pad}${keyText(key)}:`;
    const hasComment = (part.dice & 48) === 48;
    const isFlow =
      "parts" in part && (part.parts.length === 0 || (this.habits.flow === "mixed" && (part.dice & 64) > 0));
    if (!("parts" in part)) return this.scalar(head, part, column, path, hasComment);
    if (isFlow) {
      const isSpread = (part.dice & 128) > 0 && part.parts.length > 0;
      const lines = `${head} ${this.flow(part, " ".repeat(column + 2), isSpread, path, false)}`.split("\n");
      if (hasComment) lines.push(`${lines.pop()} ${this.comment(path, false)}`);
      return lines;
    }
    const isOnDash = key === undefined && !hasComment && (part.dice & 256) > 0;
    const inner =
      key === undefined ? column + 2 : column + (part.keys === undefined ? this.habits.dash : this.habits.step);
    const lines = this.block(part, inner, path);
    if (isOnDash && /^ *[^ #]/.test(lines[0] ?? "")) return [`${head} ${lines[0]?.slice(inner)}`, ...lines.slice(1)];
    return [hasComment ? `${head} ${this.comment(path, false)}` : head, ...lines];
  }

  private scalar(
    head: string,
    { text, dice }: Scalar,
    column: number,
    path: readonly Step[],
    hasComment: boolean,
  ): string[] {
    const isBlock = text.includes("\n") && (dice & 64) > 0;
    this.endsInBlock = isBlock;
    const body = isBlock ? text.split("\n").map((it) => (it === "" ? "" : " ".repeat(column + 2) + it)) : [];
    const chomp = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
    if (text.endsWith("\n")) body.pop();
    const written = isBlock ? `|${chomp}` : scalarText(text, dice);
    const line = written === "" ? head : `${head} ${written}`;
    return [hasComment ? `${line} ${this.comment(path, false, line)}` : line, ...body];
  }

  private flow(part: Part, indentation: string, isSpread: boolean, path: readonly Step[], isJson: boolean): string {
    if (!("parts" in part)) {
      if (isJson)
        return part.text === "~" ? "null" : /^(?:true|5)$/.test(part.text) ? part.text : JSON.stringify(part.text);
      return scalarText(part.text, part.dice | 512) || "~";
    }
    const { keys, parts, dice } = part;
    const inner = indentation + this.habits.unit.replace("\t", isJson ? "\t" : "  ");
    const members = parts.map((it, index) => {
      const at = [...path, keys?.[index] ?? index];
      const text = this.flow(it, inner, isSpread && it.dice % 2 > 0, at, isJson);
      const key = keys?.[index];
      if (key === undefined) return text;
      return isJson ? `${JSON.stringify(key)}: ${text}` : `${keyText(key)}: ${text}`;
    });
    this.endsInBlock = false;
    const [open, close] = keys === undefined ? ["[", "]"] : ["{", "}"];
    if (members.length === 0) return open + close;
    const comma = !isJson && (dice & 1024) > 0 ? "," : "";
    const pad = (dice & 2048) > 0 ? " " : "";
    if (!isSpread) return open + pad + members.join(", ") + comma + pad + close;
    const lines = members.map((it, index) => {
      const at = [...path, keys?.[index] ?? index];
      const dice = parts[index]?.dice ?? 0;
      const behind = index === members.length - 1 ? comma : ",";
      const comment = !isJson && (dice & 48) === 48 ? ` ${this.comment(at, false)}` : "";
      const above = !isJson && (dice & 3) === 3 ? `${inner}${this.comment(at, true)}\n` : "";
      return `${above}${inner}${it}${behind}${comment}`;
    });
    return `${open}\n${lines.join("\n")}\n${indentation}${close}`;
  }

  private comment(path: readonly Step[], isAbove: boolean, before?: string): string {
    const text = `# c${this.comments.length}.`;
    this.comments.push({ text, path, isAbove, line: before === undefined ? undefined : `${before} ${text}` });
    return text;
  }
}

const keyText = (key: string) => (key === "on" ? '"on"' : key);

function scalarText(text: string, dice: number): string {
  const isPlain = /^(?:[a-z][a-z ]*|\d+|~)$/.test(text) || (text === "" && (dice & 512) === 0);
  if (isPlain && (dice & 4096) === 0) return text;
  return (dice & 8192) > 0 && !text.includes("\n") ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}
