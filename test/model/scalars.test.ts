import { describe, expect, test } from "vitest";
import { keyName, type ScalarValue, scalarValue } from "../../rules/model/scalars.ts";
import { Style } from "../../rules/model/tree.ts";
import { growth, LINEAR } from "../support/growth.ts";

const yaml = (type: string) => `tag:yaml.org,2002:${type}`;

const VALUES: Readonly<Record<string, readonly [text: string, value: ScalarValue | undefined][]>> = {
  "YAML 1.1 has many words for true and false, one letter long if need be": [
    ["yes", true],
    ["On", true],
    ["y", true],
    ["TRUE", true],
    ["no", false],
    ["OFF", false],
    ["N", false],
  ],
  "other spellings of these words are text": [
    ["yEs", "yEs"],
    ["tRue", "tRue"],
    ["t", "t"],
    ["yess", "yess"],
    ["yes\u00a0", "yes\u00a0"],
  ],
  "nothing is null": [
    ["", null],
    ["~", null],
    ["null", null],
    ["Null", null],
    ["NULL", null],
    ["nuLL", "nuLL"],
    ["nil", "nil"],
  ],
  "a zero in front makes a number octal, as the modes of files are written": [
    ["0644", 420],
    ["-0777", -511],
    ["0o17", 15],
    ["0O7", 7],
    ["00", 0],
  ],
  "what begins like an octal number and is none is a decimal one": [
    ["08", 8],
    ["018", 18],
    ["01.5", 1.5],
    ["0o8", "0o8"],
  ],
  "numbers may be hexadecimal or binary and hold underscores": [
    ["0x1F", 31],
    ["-0X1f", -31],
    ["0b101", 5],
    ["0b2", "0b2"],
    ["0x", "0x"],
    ["1_000", 1000],
    ["0x_1F", 31],
    ["1_", 1],
    ["_1", "_1"],
  ],
  "behind a leading dot, underscores stand between digits": [
    [".5_0", 0.5],
    [".5e1_0", 5e9],
    ["-._5", -0.5],
    ["._5", "._5"],
    [".5_", ".5_"],
    [".5__0", ".5__0"],
  ],
  "binary digits may have a sign of their own": [
    ["0b-11", -3],
    ["0b+1_1", 3],
    [`0b-1${"0".repeat(63)}`, -(2n ** 63n)],
    [`0b+1${"0".repeat(63)}`, `0b+1${"0".repeat(63)}`],
    ["0B-11", "0B-11"],
    ["-0b-11", "-0b-11"],
    ["0x-11", "0x-11"],
  ],
  "an integer is exact up to 2^64": [
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n],
    ["18446744073709551615", 18446744073709551615n],
    ["0xFFFFFFFFFFFFFFFF", 18446744073709551615n],
  ],
  "beyond, it is a float, or text where only integers are written so": [
    ["18446744073709551616", 2 ** 64],
    ["-9223372036854775809", -(2 ** 63)],
    ["+9223372036854775808", 2 ** 63],
    ["0x10000000000000000", "0x10000000000000000"],
  ],
  "floats need no digit before the dot, nor behind it": [
    [".5", 0.5],
    ["1.", 1],
    ["1.e3", 1000],
    ["+1E-3", 0.001],
    ["-0.0", -0],
    ["0.1e-400", 0],
  ],
  "what 64 bits cannot hold is text": [
    ["1e400", "1e400"],
    ["-1.8e308", "-1.8e308"],
  ],
  "JSON has no word for infinity, so Kubernetes refuses it": [
    [".inf", undefined],
    ["-.Inf", undefined],
    [".NaN", undefined],
    [".Nan", ".Nan"],
    ["inf", "inf"],
    ["-.nan", "-.nan"],
  ],
  "times, dates, versions, quantities and addresses are text": [
    ["12:30:45", "12:30:45"],
    ["22:22", "22:22"],
    ["2001-12-14", "2001-12-14"],
    ["1.2.3", "1.2.3"],
    ["512Mi", "512Mi"],
    ["100m", "100m"],
    ["1e", "1e"],
    ["0x1p4", "0x1p4"],
    ["10.0.0.1", "10.0.0.1"],
    ["=", "="],
    ["<<", "<<"],
    ["-", "-"],
    [".", "."],
    ["+", "+"],
  ],
  "a version with one dot is a number, and loses its zero": [["1.20", 1.2]],
};

for (const [title, values] of Object.entries(VALUES)) {
  test(title, () => {
    for (const [text, value] of values) expect(scalarValue(text, Style.Plain, undefined), text).toEqual(value);
  });
}

test("quotes make a text of anything", () => {
  for (const text of ["yes", "0644", "null", "", ".inf"]) {
    for (const style of [Style.Single, Style.Double, Style.Literal, Style.Folded]) {
      expect(scalarValue(text, style, undefined)).toBe(text);
    }
  }
});

describe("a tag", () => {
  const tagged = (tag: string, text: string) => scalarValue(text, Style.Double, yaml(tag));

  test("makes text of a number and a number of text", () => {
    expect(scalarValue("1", Style.Plain, yaml("str"))).toBe("1");
    expect(tagged("int", "0x1F")).toBe(31);
    expect(tagged("float", "1")).toBe(1);
    expect(tagged("bool", "y")).toBe(true);
    expect(tagged("null", "")).toBe(null);
    expect(tagged("timestamp", "2001-12-14")).toBe("2001-12-14");
    expect(tagged("binary", "aGk=")).toBe("hi");
  });

  test("that the text cannot bear is refused", () => {
    expect(tagged("int", "1.5")).toBe(undefined);
    expect(tagged("int", "")).toBe(undefined);
    expect(tagged("float", "a")).toBe(undefined);
    expect(tagged("float", "18446744073709551615")).toBe(undefined);
    expect(tagged("bool", "1")).toBe(undefined);
    expect(tagged("null", "a")).toBe(undefined);
    expect(tagged("timestamp", "2001-13-40")).toBe(undefined);
    expect(tagged("binary", "not base64!")).toBe(undefined);
    expect(tagged("binary", "aGk")).toBe(undefined);
  });

  test("that nobody knows makes a text of anything", () => {
    for (const tag of ["!", "!local", yaml("map"), yaml("js/undefined")]) {
      expect(scalarValue("1", Style.Plain, tag)).toBe("1");
    }
  });
});

const KEYS: Readonly<Record<string, readonly [text: string, name: string | undefined][]>> = {
  "a key is a text to JSON, whatever it is to YAML": [
    ["on", "true"],
    ["N", "false"],
    ["0644", "420"],
    ["0x1F", "31"],
    ["1_000", "1000"],
    ["-0", "0"],
    ["app", "app"],
    ["2001-12-14", "2001-12-14"],
  ],
  "a float as key has 32 bits, and an exponent from a million on": [
    ["1.10", "1.1"],
    ["0.30000000000000004", "0.3"],
    ["3.141592653589793", "3.1415927"],
    ["1e3", "1000"],
    ["123456.0", "123456"],
    ["1e6", "1e+06"],
    ["1234567.0", "1.234567e+06"],
    ["1e-4", "0.0001"],
    ["1e-5", "1e-05"],
    ["1e20", "1e+20"],
    ["1e308", ".inf"],
    ["-0.0", "-0"],
    ["5e-324", "0"],
    ["-1.4e-45", "-1e-45"],
    [".NAN", ".nan"],
    ["-.inf", "-.inf"],
  ],
  "null is no key, nor is an integer that takes all 64 bits": [
    ["null", undefined],
    ["~", undefined],
    ["9223372036854775807", "9223372036854775807"],
    ["9223372036854775808", undefined],
  ],
};

for (const [title, keys] of Object.entries(KEYS)) {
  test(title, () => {
    for (const [text, name] of keys) expect(keyName(text, Style.Plain, undefined), text).toBe(name);
  });
}

test("quotes and tags hold for keys, too", () => {
  expect(keyName("yes", Style.Double, undefined)).toBe("yes");
  expect(keyName("", Style.Single, undefined)).toBe("");
  expect(keyName("yes", Style.Plain, yaml("str"))).toBe("yes");
  expect(keyName("0x1F", Style.Double, yaml("int"))).toBe("31");
  expect(keyName("a", Style.Plain, yaml("int"))).toBe(undefined);
});

test("a scalar of a million digits is read at once", () => {
  const digits = "1".repeat(1_000_000);
  for (const text of [digits, `0x${digits}`, `0${digits}`, `${"0".repeat(1_000_000)}1`, `1.${digits}`, `${digits}x`]) {
    const read = (size: number) => scalarValue(text.slice(-size), Style.Plain, undefined);
    expect(growth(read, text.length / 8), text.slice(0, 3)).toBeLessThan(LINEAR);
  }
});
