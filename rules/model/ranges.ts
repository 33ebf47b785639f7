/** Numbers from one to another, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const isInRange = (number: number, { from, to }: Range): boolean => from <= number && number <= to;

/** Ranges as a reader is told them: `1000 to 1999 or 65534`. */
export const toldRanges = (ranges: readonly Range[]): string =>
  ranges.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`)).join(" or ");

/** The schema of a range. */
export const RANGE = {
  type: "object",
  properties: { from: { type: "integer", minimum: 0 }, to: { type: "integer", minimum: 0 } },
  required: ["from", "to"],
  additionalProperties: false,
};

/** The schema of a list of ranges. */
export const rangesSchema = (description: string) => ({ description, type: "array", items: RANGE, minItems: 1 });
