import { expect, test } from "vitest";
import { isLabelValue, isQualifiedName, nearestLabelValue } from "../../rules/model/labels.ts";

const long = "a".repeat(63);

test("a name has a domain in front, or none", () => {
  const names = ["app", "app.kubernetes.io/name", "A_b.c-9", "9", `example.com/${long}`, `${"b".repeat(60)}.com/x`];
  expect(names.filter((it) => !isQualifiedName(it))).toEqual([]);
  const others = [
    "",
    "a b",
    "-a",
    "a-",
    "a/b/c",
    "/a",
    "a/",
    "Example.com/a",
    "exa_mple.com/a",
    `${long}a`,
    "é",
    "a:b",
  ];
  expect(others.filter(isQualifiedName)).toEqual([]);
});

test("a value is short and plain, or empty", () => {
  expect(["", "1.0", "v1", "A_b", long].filter((it) => !isLabelValue(it))).toEqual([]);
  expect(["my app", "a/b", ".a", "a.", "-", `${long}a`, "a@b", "sha256:0", "\n"].filter(isLabelValue)).toEqual([]);
});

test("what comes nearest to a text is a value", () => {
  const texts = ["my app", "team@example.com", "--", `${long}.x`, "/srv/data/", "1,2"];
  expect(texts.map(nearestLabelValue)).toEqual(["my-app", "team-example.com", undefined, long, "srv-data", "1-2"]);
});
