import { Proposal, type Writable } from "../change.ts";
import { scalarValue } from "../scalars.ts";
import type { Span } from "../source.ts";
import { Style } from "../tree.ts";
import type { Layout } from "./layout.ts";

/** A mapping as data. */
export type WritableMapping = { readonly [key: string]: Writable };

/** Text that is being composed, and the stretches of it that only the author can settle. */
export class Draft {
  text = "";
  readonly proposals: Span[] = [];

  constructor(
    readonly layout: Layout,
    readonly lineBreak: string,
  ) {}

  add(text: string): this {
    this.text += text;
    return this;
  }

  /** A scalar as it is written on one line, in the quotes that are wanted if it is a string. */
  scalar(value: string | number | boolean | Proposal, quotes: Style = Style.Plain, isFlow = false): this {
    const plain = value instanceof Proposal ? value.value : value;
    const written = typeof plain === "string" ? quoted(plain, quotes, isFlow) : String(plain);
    if (value instanceof Proposal) {
      const start = this.text.length + (/^["']/.test(written) ? 1 : 0);
      const end = this.text.length + written.length - (/^["']/.test(written) ? 1 : 0);
      this.proposals.push({ start, end });
    }
    return this.add(written);
  }

  /** An entry of a block mapping whose key stands at `column`. */
  blockEntry(name: string, value: Writable, column: number): this {
    this.scalar(name).add(":");
    if (!isFilled(value)) return this.add(" ").inline(value);
    return this.newLine(below(this.layout, value, column)).block(value, below(this.layout, value, column));
  }

  /** An item of a block sequence whose dash stands at `column`; `gap` is what lies behind the dash. */
  blockItem(value: Writable, column: number, gap = " ", quotes?: Style): this {
    return this.add(`-${gap}`).block(value, column + 1 + gap.length, quotes);
  }

  /** A value in block style, if it can have one; the first of its lines stands at `column` already. */
  block(value: Writable, column: number, quotes?: Style): this {
    if (!isFilled(value)) return this.inline(value, quotes);
    const parts = isList(value)
      ? value.map((item) => () => this.blockItem(item, column))
      : Object.entries(value).map(
          ([name, part]) =>
            () =>
              this.blockEntry(name, part, column),
        );
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.newLine(column);
      part();
    }
    return this;
  }

  /** An entry of a flow mapping; what it holds is spread over lines where the line's own indentation is given. */
  flowEntry(name: string, value: Writable, quotes: Style, indentation: string | undefined, isCompact: boolean): this {
    return this.scalar(name, quotes, true)
      .add(isCompact ? ":" : ": ")
      .flow(value, quotes, indentation);
  }

  /** A value in flow style. */
  flow(value: Writable, quotes: Style, indentation?: string): this {
    if (!isFilled(value)) return this.inline(value, this.layout.isJson ? Style.Double : quotes, true);
    const { isJson, unit, isCompact, isPadded } = this.layout;
    const inner = isJson && indentation !== undefined ? indentation + unit : undefined;
    const pad = (isList(value) ? isPadded.sequence : isPadded.mapping) ? " " : "";
    const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
    const [before, between, after] =
      inner === undefined
        ? [pad, isCompact ? "," : ", ", pad]
        : [this.lineBreak + inner, `,${this.lineBreak}${inner}`, this.lineBreak + indentation];
    this.add(open + before);
    const style = isJson ? Style.Double : quotes;
    for (const [index, [name, part]] of Object.entries(value as WritableMapping).entries()) {
      if (index > 0) this.add(between);
      if (isList(value)) this.flow(part, style, inner);
      else this.flowEntry(name, part, style, inner, isCompact);
    }
    return this.add(after + close);
  }

  newLine(column: number): this {
    return this.add(this.lineBreak + " ".repeat(column));
  }

  private inline(value: Writable, quotes?: Style, isFlow = false): this {
    if (isList(value)) return this.add("[]");
    return isMapping(value) ? this.add("{}") : this.scalar(value, quotes, isFlow);
  }
}

/** Where what stands in a block collection below a key begins, if the key stands at `column`. */
export const below = (layout: Layout, value: Writable, column: number): number =>
  column + (isList(value) ? layout.dash : layout.step);

export const isList = (value: Writable): value is readonly Writable[] => Array.isArray(value);

export const isMapping = (value: Writable): value is WritableMapping =>
  typeof value === "object" && !isList(value) && !(value instanceof Proposal);

/** Whether a value is a collection that holds anything, and so may be spread over lines. */
export const isFilled = (value: Writable): value is readonly Writable[] | WritableMapping =>
  isList(value) ? value.length > 0 : isMapping(value) && Object.keys(value).length > 0;

function quoted(text: string, quotes: Style, isFlow: boolean): string {
  if (quotes === Style.Single && /^[\x20-\x7e\p{L}\p{N}]*$/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (quotes !== Style.Double && quotes !== Style.Single && isPlain(text, isFlow)) return text;
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Whether a string may stand without quotes and stays the very same string: rather too few than one too many. */
function isPlain(text: string, isFlow: boolean): boolean {
  return (
    /^-{0,2}[\p{L}\p{N}_/.$(+^~][\p{L}\p{N}_/.$()+^~@%=:;<>,!?&|*#'"[\]{} -]*$/u.test(text) &&
    !/: |:$| #| $|^\.\.\.|\{\{|\$\{/.test(text) &&
    !(isFlow && /[,[\]{}]|:[^\p{L}\p{N}/.]/u.test(text)) &&
    scalarValue(text, Style.Plain, undefined) === text
  );
}
