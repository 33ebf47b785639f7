import { literalOf, matchesAny } from "./globs.ts";
import type { Place } from "./place.ts";

/** Labels or annotations that must be there: of each, what its value may be; an empty list takes any. */
export type RequiredEntries = Readonly<Record<string, readonly string[]>>;

/** One that is missing, or has a value that it may not have. */
export interface Lack {
  readonly at: Place;
  readonly key: string;
  /** What stands there; `undefined` for nothing. */
  readonly value: string | undefined;
  /** What it may be. */
  readonly allowed: readonly string[];
  /** What to propose. */
  readonly proposal: string | undefined;
}

/** What a mapping lacks of what it must hold. Throws `unknowable`. */
export const lacking = (mapping: Place, required: RequiredEntries): readonly Lack[] =>
  Object.entries(required).flatMap(([key, allowed]) => {
    const at = mapping.at(key);
    const value = at.exists ? at.shown : undefined;
    if (value !== undefined && (allowed.length === 0 || matchesAny(value, allowed))) return [];
    return [{ at, key, value, allowed, proposal: literalOf(allowed) }];
  });

/** The schema of labels or annotations that must be there. */
export const requiredSchema = (description: string) => ({
  description,
  type: "object",
  additionalProperties: { type: "array", items: { type: "string", minLength: 1 } },
  minProperties: 1,
});

/** The schema of kinds. */
export const kindsSchema = (description: string) => ({
  description,
  type: "array",
  items: { type: "string", pattern: "^[A-Za-z0-9./*-]+$" },
  minItems: 1,
});
