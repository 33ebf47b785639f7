import { expect, test } from "vitest";
import { base64Of, bytesOf, textOf } from "../../rules/model/base64.ts";

test("base64 is read as Go reads it: padded, over several lines, without spaces", () => {
  expect(bytesOf("aHVudGVyMg==")).toBe("hunter2");
  expect(bytesOf("aHVu\ndGVyMg==\n")).toBe("hunter2");
  expect(bytesOf("")).toBe("");
  for (const text of ["aHVudGVyMg", "aHVu dGVyMg==", "hunter2!", "aHVudGVyMg=", "YWJj-_8="]) {
    expect(bytesOf(text), text).toBe(undefined);
  }
});

test("bytes are a text or not", () => {
  expect(textOf("gr\u00c3\u00bcn\n")).toBe("grün\n");
  expect(textOf("\u00ff\u00fe")).toBe(undefined);
  expect(textOf("a\u0000b")).toBe(undefined);
});

test("what is decoded and encoded again is the same", () => {
  expect(base64Of(bytesOf("/+8AEA==") ?? "")).toBe("/+8AEA==");
});
