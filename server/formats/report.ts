import type { Step } from "../../rules/model/place.ts";
import type { Safety, Severity } from "../../rules/rule.ts";
import type { Range } from "../lines.ts";

/** What was found, as plain data: every format prints this and nothing else. */
export interface Report {
  /** By file, then position, then rule. */
  readonly problems: readonly Reported[];
  readonly errors: readonly Trouble[];
  readonly summary: Summary;
}

/** A problem, as plain data. */
export interface Reported {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly document: number;
  readonly resource: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
  } | null;
  readonly path: readonly Step[];
  readonly range: Range;
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly fixes: readonly { readonly title: string; readonly safety: Safety }[];
  readonly excerpt: Excerpt;
}

/** The line that a problem stands on, or what is near it of a long one. */
export interface Excerpt {
  readonly text: string;
  /** What to underline, in `text`. */
  readonly start: number;
  readonly end: number;
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

/** What could not be judged, and why. */
export interface Trouble {
  readonly file: string;
  readonly message: string;
}

/** How much was judged, and how many problems there are of each severity. */
export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly suppressed: number;
}
