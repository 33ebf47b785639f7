/**
 * What a masked text says in place of what only a renderer could tell, one private-use character for each that it covers.
 * Within a value it stands for the value; in a comment (`#` and marks) it stands for entries that may be added there.
 */
export const UNKNOWN = "\uE000";

/** In a comment of a masked text: a conditional part begins (`if`, `with`, `range`), goes on with its other branch, and ends. */
export const BRANCH = { begins: "\uE001", otherwise: "\uE002", ends: "\uE003" } as const;

/** In a comment of a masked text: entries may be added here whose column cannot be told, so to all that is open here. */
export const ANYWHERE = "\uE004";

/** Whether a stretch of a masked text is, in part, a template's. */
export const hasMarks = (masked: string): boolean => /[\uE000-\uE004]/.test(masked);
