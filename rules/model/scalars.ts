import { Style } from "./tree.ts";

/** A decoded scalar; a `bigint` only where a number would not be exact. */
export type ScalarValue = string | number | bigint | boolean | null;

/** What Kubernetes makes of a scalar's characters; `undefined` where it refuses them. The tag is the resolved one. */
export function scalarValue(text: string, style: Style, tag: string | undefined): ScalarValue | undefined {
  if (tag === undefined && (style !== Style.Plain || isPlainlyText(text))) return text;
  const resolved = resolve(text, style, tag);
  // JSON has neither infinities nor NaN.
  return typeof resolved?.value === "number" && !Number.isFinite(resolved.value) ? undefined : resolved?.value;
}

/** The name of a key, as the JSON object has it; `undefined` where Kubernetes refuses it. */
export function keyName(text: string, style: Style, tag: string | undefined): string | undefined {
  if (tag === undefined && (style !== Style.Plain || isPlainlyText(text))) return text;
  const resolved = resolve(text, style, tag);
  if (resolved === undefined || resolved.value === null) return undefined;
  const { type, value } = resolved;
  if (type === "float") return floatName(Number(value));
  // The decoder knows no keys of Go's type for what only an unsigned integer can hold.
  if (typeof value === "bigint" && value > LARGEST_SIGNED) return undefined;
  return String(value);
}

interface Resolved {
  readonly type: "str" | "bool" | "null" | "int" | "float";
  readonly value: ScalarValue;
}

const LARGEST_SIGNED = 2n ** 63n - 1n;
const LARGEST_UNSIGNED = 2n ** 64n - 1n;

/** All words that are no text: YAML 1.1's, in the spellings that go-yaml 2 knows. */
const WORDS: ReadonlyMap<string, Resolved> = new Map([
  ...words("bool", true, "y Y yes Yes YES true True TRUE on On ON"),
  ...words("bool", false, "n N no No NO false False FALSE off Off OFF"),
  ...words("null", null, "~ null Null NULL"),
  ...words("float", Number.POSITIVE_INFINITY, ".inf .Inf .INF +.inf +.Inf +.INF"),
  ...words("float", Number.NEGATIVE_INFINITY, "-.inf -.Inf -.INF"),
  ...words("float", Number.NaN, ".nan .NaN .NAN"),
]);

function words(type: Resolved["type"], value: ScalarValue, spellings: string): [string, Resolved][] {
  return spellings.split(" ").map((it) => [it, { type, value }]);
}

/** By the first character, as go-yaml does: a number begins with a digit, a sign or a dot, a word with one of a few letters. */
const BEGINS_A_NUMBER = new Set([..."0123456789+-."].map((it) => it.charCodeAt(0)));
const BEGINS_A_WORD = new Set([..."yYnNtTfFoO~"].map((it) => it.charCodeAt(0)));
const LONGEST_WORD = 5;

function isPlainlyText(text: string): boolean {
  if (text === "") return false;
  const first = text.charCodeAt(0);
  if (BEGINS_A_WORD.has(first)) return text.length > LONGEST_WORD || !WORDS.has(text);
  return !BEGINS_A_NUMBER.has(first);
}

function resolve(text: string, style: Style, tag: string | undefined): Resolved | undefined {
  switch (tag) {
    case undefined:
      return style === Style.Plain ? untagged(text) : asText(text);
    case "tag:yaml.org,2002:bool":
      return only("bool", untagged(text));
    case "tag:yaml.org,2002:null":
      return only("null", untagged(text));
    case "tag:yaml.org,2002:int":
      return only("int", untagged(text));
    case "tag:yaml.org,2002:float":
      return asFloat(untagged(text));
    case "tag:yaml.org,2002:timestamp":
      return isTimestamp(text) ? asText(text) : undefined;
    case "tag:yaml.org,2002:binary":
      return asBinary(text);
    default:
      return asText(text);
  }
}

const asText = (text: string): Resolved => ({ type: "str", value: text });

const only = (type: Resolved["type"], resolved: Resolved) => (resolved.type === type ? resolved : undefined);

function untagged(text: string): Resolved {
  if (text === "") return { type: "null", value: null };
  return WORDS.get(text) ?? (isPlainlyText(text) ? undefined : numeric(text)) ?? asText(text);
}

function numeric(text: string): Resolved | undefined {
  // Behind a leading dot, go-yaml knows underscores only between two digits.
  const isMisplaced = text.startsWith(".") && /_(?![0-9])|(?<![0-9])_/.test(text);
  const digits = isMisplaced || !text.includes("_") ? text : text.replaceAll("_", "");
  return integer(digits) ?? float(digits);
}

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9][0-9]*))$/;
/** Binary digits with a sign of their own, which go-yaml takes as well. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;

/** An integer from -2^63 up to 2^64 - 1. Octal is written `0o17` or `017`, as in C. */
function integer(text: string): Resolved | undefined {
  const match = INTEGER.exec(text.replace(SIGNED_BINARY, "$10b$2"));
  if (match === null) return undefined;
  const [, sign = "", hexadecimal, octal, binary, decimal] = match;
  const number =
    magnitude(hexadecimal, "0x") ?? magnitude(octal, "0o") ?? magnitude(binary, "0b") ?? magnitude(decimal, "");
  if (number === undefined) return undefined;
  const limit = sign === "-" ? LARGEST_SIGNED + 1n : sign === "+" ? LARGEST_SIGNED : LARGEST_UNSIGNED;
  if (number > limit) return undefined;
  const value = sign === "-" ? -number : number;
  return { type: "int", value: Number.isSafeInteger(Number(value)) ? Number(value) : value };
}

function magnitude(digits: string | undefined, prefix: string): bigint | undefined {
  if (digits === undefined) return undefined;
  const significant = digits.replace(/^0+/, "");
  // What has more digits than 2^64 in base 2 is no integer, and may be a megabyte of them.
  return significant.length > 64 ? LARGEST_UNSIGNED + 1n : BigInt(`${prefix}${significant || "0"}`);
}

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** A float that 64 bits can hold; what is too large for them is text. */
function float(text: string): Resolved | undefined {
  if (!FLOAT.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? { type: "float", value } : undefined;
}

function asFloat(resolved: Resolved): Resolved | undefined {
  const { type, value } = resolved;
  if (type !== "int") return only("float", resolved);
  return typeof value === "bigint" && value > LARGEST_SIGNED ? undefined : { type: "float", value: Number(value) };
}

const TIMESTAMP =
  /^\d{4}-(\d{1,2})-(\d{1,2})(?:(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d))|(?: \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?))?$/;

function isTimestamp(text: string): boolean {
  const [matched, month, day] = TIMESTAMP.exec(text) ?? [];
  return matched !== undefined && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function asBinary(text: string): Resolved | undefined {
  const base64 = text.replaceAll(/[\r\n]/g, "");
  if (!BASE64.test(base64)) return undefined;
  const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
  return asText(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
}

/** A float as a key: in 32 bits, as Go's `%g` writes it. */
function floatName(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return ".nan";
  if (!Number.isFinite(rounded)) return rounded > 0 ? ".inf" : "-.inf";
  if (Object.is(rounded, -0)) return "-0";
  const [mantissa = "", power = ""] = shortest(rounded).split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(`${mantissa}e${power}`));
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** The fewest digits that 32 bits read back as the same number, with an exponent. */
function shortest(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const written = value.toExponential(digits);
    if (Math.fround(Number(written)) === value) return written;
  }
  return value.toExponential();
}
