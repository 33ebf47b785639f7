/** When something is due: as the parser of Kubernetes (`ParseStandard` of github.com/robfig/cron, v3) reads it. */
export interface Schedule {
  readonly minutes: Field;
  readonly hours: Field;
  readonly days: Field;
  readonly months: Field;
  readonly weekdays: Field;
}

/** One of the five fields. */
export interface Field {
  readonly text: string;
  readonly values: ReadonlySet<number>;
  /** Whether it leaves the choice to others: days are due if both of their fields say so, or one of them where both choose. */
  readonly isAny: boolean;
}

/** Why a schedule is refused, as the end of a sentence. */
export class Refusal {
  constructor(readonly reason: string) {}
}

interface Bounds {
  readonly title: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const BOUNDS: readonly Bounds[] = [
  { title: "minute", least: 0, most: 59 },
  { title: "hour", least: 0, most: 23 },
  { title: "day", least: 1, most: 31 },
  { title: "month", least: 1, most: 12, names: MONTHS },
  { title: "weekday", least: 0, most: 6, names: WEEKDAYS },
];

const DESCRIPTORS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

const EVERY = "@every ";

/** What separates fields: `unicode.IsSpace` of Go. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Reads a schedule without a time zone; `undefined` for one that counts from the last run (`@every 1h`). */
export function schedule(text: string): Schedule | Refusal | undefined {
  if (text === "") return new Refusal("is empty");
  if (text.startsWith(EVERY)) {
    return isDuration(text.slice(EVERY.length)) ? undefined : new Refusal("names no duration");
  }
  const known = Object.hasOwn(DESCRIPTORS, text) ? DESCRIPTORS[text] : undefined;
  if (known === undefined && text.startsWith("@")) return new Refusal("is no descriptor that Kubernetes knows");
  const texts = (known ?? text).split(SPACE).filter((it) => it !== "");
  if (texts.length !== BOUNDS.length) {
    return new Refusal(`has ${texts.length} ${texts.length === 1 ? "field" : "fields"}, not 5`);
  }
  const fields: Field[] = [];
  for (const [index, bounds] of BOUNDS.entries()) {
    const field = read(texts[index] ?? "", bounds);
    if (field instanceof Refusal) return field;
    fields.push(field);
  }
  const [minutes, hours, days, months, weekdays] = fields as [Field, Field, Field, Field, Field];
  return { minutes, hours, days, months, weekdays };
}

/** Whether no day that exists is ever due: the 30th of February, say. */
export function isNeverDue({ minutes, hours, days, months, weekdays }: Schedule): boolean {
  if ([minutes, hours, months].some((it) => it.values.size === 0)) return true;
  const hasDay = [...months.values].some((month) => [...days.values].some((day) => day <= longest(month)));
  const hasWeekday = weekdays.values.size > 0;
  return days.isAny || weekdays.isAny ? !(hasDay && hasWeekday) : !(hasDay || hasWeekday);
}

function longest(month: number): number {
  if (month === 2) return 29;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function read(text: string, bounds: Bounds): Field | Refusal {
  const values = new Set<number>();
  let isAny = false;
  for (const part of text.split(",").filter((it) => it !== "")) {
    const range = readRange(part, bounds);
    if (range instanceof Refusal) return range;
    isAny ||= range.isAny;
    for (let value = range.first; value <= range.last; value += range.step) values.add(value);
  }
  return { text, values, isAny };
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly isAny: boolean;
}

function readRange(text: string, bounds: Bounds): Range | Refusal {
  const { title, least, most } = bounds;
  const refuse = (reason: string) => new Refusal(`has a ${title} that ${reason}: "${text}"`);
  const [range = "", stride, ...rest] = text.split("/");
  const [low = "", high, ...more] = range.split("-");
  const isStar = low === "*" || low === "?";
  if (rest.length > 0 || (more.length > 0 && !isStar)) return refuse("cannot be read");

  const first = isStar ? least : number(low, bounds);
  const end =
    isStar || (high === undefined && stride !== undefined) ? most : high === undefined ? first : number(high, bounds);
  const step = stride === undefined ? 1 : number(stride);
  if (first === undefined || end === undefined || step === undefined) return refuse("cannot be read");
  if (first < least || end > most) return refuse(`is not within ${least} to ${most}`);
  if (first > end) return refuse("ends before it begins");
  if (step === 0) return refuse("takes steps of 0");
  return { first, last: end, step, isAny: isStar && step === 1 };
}

/** Reads a number that is not negative, as Go's `Atoi` does, or a name. */
function number(text: string, { names, least }: Partial<Bounds> = {}): number | undefined {
  const index = names?.indexOf(text.toLowerCase()) ?? -1;
  if (index !== -1) return index + (least ?? 0);
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = Number(text);
  return value < 0 || value >= 2 ** 63 ? undefined : value;
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** Whether Go's `ParseDuration` takes a text. */
function isDuration(text: string): boolean {
  const unsigned = text.replace(/^[+-]/, "");
  if (unsigned === "0") return true;
  if (!/^(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(unsigned)) return false;
  const parts = unsigned.matchAll(/([0-9.]+)([^0-9.]+)/g);
  const seconds = [...parts].reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
  // What does not fit into 64 bits of nanoseconds.
  return seconds <= 2 ** 63 / 1e9;
}
