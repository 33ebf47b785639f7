import { expect, test } from "vitest";
import { UNKNOWN } from "../../rules/model/marks.ts";
import { maskPlaceholders } from "../../server/sources/placeholders.ts";

/** A masked text with a visible letter for each mark. */
const shown = (text: string): string => maskPlaceholders(text).replaceAll(UNKNOWN, "?");

test("a word in braces is no mapping, whatever follows it", () => {
  expect(shown("name: {self.path}-web\n")).toBe("name: ???????????????\n");
  expect(shown("- image: {images[web]}\n- {a}/{b}\r\n")).toBe("- image: ?????????????\n- ???????\r\n");
  expect(shown("image: [YOUR REGISTRY]/web:1.27\n")).toBe("image: ????????????????????????\n");
});

test("what YAML can read is left alone", () => {
  const text = "a: {}\nb: {x: 1}\nc: [web]\nd: [web, db]\ne: {x, y}\nf: '{x}-web'\ng: {x}, {y}\n";
  expect(shown(text)).toBe(text);
});

test("a line that is filled in later, or left out, may hold entries", () => {
  expect(shown("a: |\n$CERTIFICATE\n{more}\n  ...\n")).toBe("a: |\n#???????????\n#?????\n  #??\n");
  expect(shown("a: 1\n...\n---\n")).toBe("a: 1\n...\n---\n");
});
