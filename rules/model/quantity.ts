/** An amount, as Kubernetes reads it: exact. */
export interface Quantity {
  /** In billionths: the finest that Kubernetes tells apart. */
  readonly nanos: bigint;
  readonly format: Format;
}

/** How an amount is written: `1500M`, `1Gi` or `12e6`. */
type Format = "decimal" | "binary" | "exponent";

const ONE = 10n ** 9n;

/** Exponents of ten. */
const DECIMAL: ReadonlyMap<string, number> = new Map([
  ["n", -9],
  ["u", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
]);

/** Exponents of two. */
const BINARY: ReadonlyMap<string, number> = new Map([
  ["Ki", 10],
  ["Mi", 20],
  ["Gi", 30],
  ["Ti", 40],
  ["Pi", 50],
  ["Ei", 60],
]);

const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?((?:[numkMGTPE]|[KMGTPE]i)?|[eE][+-]?\d+)$/;
/** Beyond this exponent every amount is as good as endless, or nothing. */
const LARGEST_EXPONENT = 60;
/** The most that an amount with a binary suffix may be. */
const LARGEST_BINARY = (2n ** 63n - 1n) * ONE;

/**
 * Reads an amount as `resource.ParseQuantity` does; `undefined` for what it refuses.
 * A part smaller than a billionth is rounded up, as it is there.
 */
export function quantity(written: string | number | bigint): Quantity | undefined {
  const match = QUANTITY.exec(String(written).trim());
  if (match === null || !/\d/.test(match[0])) return undefined;
  const [, sign, whole = "", fraction = "", suffix = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  const binary = BINARY.get(suffix);
  const exponent = DECIMAL.get(suffix) ?? (binary === undefined ? exponentOf(suffix) : 0);
  const factor = binary === undefined ? 1n : 2n ** BigInt(binary);
  const exact = shifted(digits * factor, exponent - fraction.length + 9);
  const nanos = binary !== undefined && exact > LARGEST_BINARY ? LARGEST_BINARY : exact;
  return { nanos: sign === "-" ? -nanos : nanos, format: formatOf(suffix) };
}

export const isWhole = ({ nanos }: Quantity): boolean => nanos % ONE === 0n;

/** All of them together, written as the first is. */
export const sum = (amounts: readonly Quantity[]): Quantity => ({
  nanos: amounts.reduce((total, { nanos }) => total + nanos, 0n),
  format: amounts[0]?.format ?? "decimal",
});

/** The one spelling that Kubernetes has for an amount: `1000Mi` stays, `1024Mi` is `1Gi`, `0.5` is `500m`. */
export function canonical({ nanos, format }: Quantity): string {
  if (nanos === 0n) return "0";
  const isBinary = format === "binary" && nanos % ONE === 0n && (nanos <= -1024n * ONE || nanos >= 1024n * ONE);
  if (isBinary) {
    const [number, steps] = divided(nanos / ONE, 1024n);
    return `${number}${[...BINARY].find(([, exponent]) => exponent === 10 * steps)?.[0] ?? ""}`;
  }
  const [number, steps] = divided(nanos, 1000n);
  const exponent = 3 * steps - 9;
  if (format === "exponent") return exponent === 0 ? `${number}` : `${number}e${exponent}`;
  const suffix = [...DECIMAL].find(([, it]) => it === exponent)?.[0];
  return suffix === undefined ? `${number * 10n ** BigInt(exponent - 18)}E` : `${number}${suffix}`;
}

/** A number without its factors of `base`, of which there may be six, and how many there were. */
function divided(number: bigint, base: bigint): [bigint, number] {
  let steps = 0;
  let rest = number;
  while (rest % base === 0n && steps < (base === 1000n ? 9 : 6)) {
    rest /= base;
    steps++;
  }
  return [rest, steps];
}

function formatOf(suffix: string): Format {
  if (BINARY.has(suffix)) return "binary";
  return DECIMAL.has(suffix) ? "decimal" : "exponent";
}

function exponentOf(suffix: string): number {
  return Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, Number(suffix.slice(1))));
}

/** A number of digits, times a power of ten, rounded up. */
function shifted(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}
