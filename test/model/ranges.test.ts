import { expect, test } from "vitest";
import { isInRange, toldRanges } from "../../rules/model/ranges.ts";

test("a range holds both of its ends", () => {
  expect([999, 1000, 1999, 2000].map((it) => isInRange(it, { from: 1000, to: 1999 }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(
    toldRanges([
      { from: 443, to: 443 },
      { from: 8000, to: 8999 },
    ]),
  ).toBe("443 or 8000 to 8999");
});
