/** A number of pods, or a share of all of them. */
export interface IntOrPercent {
  readonly amount: number;
  readonly isPercent: boolean;
}

/** Reads what may be a number or a percentage, as the API server does; `undefined` for what it refuses. */
export function intOrPercent(value: unknown): IntOrPercent | undefined {
  if (typeof value === "number") {
    return Number.isInteger(value) && value >= 0 ? { amount: value, isPercent: false } : undefined;
  }
  const digits = typeof value === "string" ? /^([0-9]+)%$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : { amount: Number(digits), isPercent: true };
}
