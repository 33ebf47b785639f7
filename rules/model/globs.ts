/**
 * Whether a text is what a glob says, from end to end: `*` stands for any letters or none, everything else for itself.
 * It never goes back over what it has passed, so no pattern that a user gives makes it slow.
 */
export function matchesGlob(text: string, glob: string): boolean {
  const parts = glob.split("*");
  const first = parts[0] ?? "";
  if (parts.length === 1) return text === glob;
  const last = parts.at(-1) ?? "";
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found === -1 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}

/** Whether a text is what any of the globs says. */
export const matchesAny = (text: string, globs: readonly string[]): boolean =>
  globs.some((glob) => matchesGlob(text, glob));

/** Whether a path stands at or below what a glob says: `*` stays within one segment, and a segment is whole or not at all. */
export function isWithin(path: string, glob: string, separator = "/"): boolean {
  const wanted = glob.replace(/\/+(?:\*\*)?$/, "").split(separator);
  const segments = path.split(separator);
  return segments.length >= wanted.length && wanted.every((it, index) => matchesGlob(segments[index] ?? "", it));
}

/** The first of the globs that stands for one text only: the one to propose. */
export const literalOf = (globs: readonly string[]): string | undefined => globs.find((it) => !it.includes("*"));

/** The most that a message lists. */
const MOST_TOLD = 4;

/** Globs as a reader is told them: `"a"`, `"b"` or `"c"`; of many, the first. */
export function told(globs: readonly string[]): string {
  const quoted = globs.map((it) => `"${it}"`);
  if (globs.length > MOST_TOLD) {
    return `${quoted.slice(0, MOST_TOLD - 1).join(", ")} or one of ${globs.length - MOST_TOLD + 1} others`;
  }
  const last = quoted.at(-1) ?? "anything";
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} or ${last}`;
}

/** The schema of a list of globs. */
export const globsSchema = (description: string) => ({
  description,
  type: "array",
  items: { type: "string", minLength: 1 },
  uniqueItems: true,
});
