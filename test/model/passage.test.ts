import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { passage } from "../../rules/model/passage.ts";
import { Place } from "../../rules/model/place.ts";

const underlined = (text: string, part: string) => {
  const [placed] = parse({ uri: "file:///script.yaml", text }).documents;
  if (placed === undefined) return expect.fail("no document");
  const { start, end } = passage(Place.root(placed.document).at("script"), part).span;
  return text.slice(start, end);
};

test("a part of a script is underlined where it stands", () => {
  expect(underlined("script: |\n  set -e\n  sudo reboot\n", "sudo")).toBe("sudo");
  expect(underlined("script: \"sh -c 'sudo reboot'\"\n", "sudo reboot")).toBe("sudo reboot");
});

test("a part that is written otherwise leaves the whole underlined", () => {
  expect(underlined('script: "a\\tb"\n', "a\tb")).toBe('"a\\tb"');
  expect(underlined("script: |\n  a\n  b\n", "a\nb")).toBe("script");
  expect(underlined("other: x\n", "x")).toBe("other");
});
