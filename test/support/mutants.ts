import fc from "fast-check";

/** What is typed into a text at random: mostly what means something to YAML. */
const PIECES = [
  ..." \n:-#'\"{}[],|>?!&*%@`\t\\=~.0é\u2028\r",
  ...["  ", ": ", "- ", " #", "|-", "? ", "&a ", "*a", "---\n", "...", "null", "<<: ", "|2", ">+", "'x' y"],
];

interface Slip {
  readonly at: number;
  readonly kind: "delete" | "cut" | "insert" | "replace";
  readonly piece: string;
}

const slip: fc.Arbitrary<Slip> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  kind: fc.constantFrom("delete", "cut", "insert", "replace"),
  piece: fc.constantFrom(...PIECES),
});

const SLIPS: Readonly<Record<Slip["kind"], (before: string, after: string, piece: string) => string>> = {
  delete: (before, after, piece) => before + after.slice(piece.length),
  cut: (before) => before,
  insert: (before, after, piece) => before + piece + after,
  replace: (before, after, piece) => before + piece + after.slice(1),
};

/** One of `texts` after one to three slips of the hand. */
export const mutant = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...texts), fc.array(slip, { minLength: 1, maxLength: 3 })).map(([text, slips]) =>
    slips.reduce((result, { at, kind, piece }) => {
      const offset = Math.floor(at * (result.length + 1));
      return SLIPS[kind](result.slice(0, offset), result.slice(offset), piece);
    }, text),
  );
