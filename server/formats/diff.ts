import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { createColors } from "picocolors";

/** What changes in a file, as a unified diff that `git apply` and `patch -p1` take. */
export function diff(file: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** A diff in the colours of git. */
export function coloured(patch: string): string {
  const paint = createColors(true);
  return patch
    .split("\n")
    .map((line) => {
      if (/^(?:---|\+\+\+) /.test(line)) return paint.bold(line);
      if (line.startsWith("@@")) return paint.cyan(line);
      if (line.startsWith("+")) return paint.green(line);
      return line.startsWith("-") ? paint.red(line) : line;
    })
    .join("\n");
}
