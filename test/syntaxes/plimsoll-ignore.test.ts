import { expect, test } from "vitest";
import { colours } from "./colours.ts";

test("a comment that asks for silence shows what it silences, and until when", async () => {
  expect(
    await colours("hostNetwork: true # plimsoll-ignore host-network, latest-tag until 2027-01-31: vendored"),
  ).toEqual([
    ["plimsoll-ignore", "keyword.control.ignore"],
    ["host-network", "entity.name.rule"],
    [",", "punctuation.separator"],
    [" latest-tag", "entity.name.rule"],
    ["until", "keyword.other.until"],
    ["2027-01-31", "constant.other.date"],
  ]);
});

test("so does one for a whole file, without a reason", async () => {
  expect(await colours("# plimsoll-ignore-file pod-security/*")).toEqual([
    ["plimsoll-ignore-file", "keyword.control.ignore"],
    ["pod-security/*", "entity.name.rule"],
  ]);
});

test("a comment that only speaks of it has no colour of its own", async () => {
  expect(await colours("# see plimsoll-ignore in the manual\nname: web # plimsoll-ignored by all")).toEqual([]);
});

test("a value that looks like it is a value", async () => {
  expect(await colours('note: "# plimsoll-ignore host-network: no"')).toEqual([]);
});
