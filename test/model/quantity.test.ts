import { expect, test } from "vitest";
import { canonical, isWhole, type Quantity, quantity, sum } from "../../rules/model/quantity.ts";

const nanos = (written: string | number | bigint) => quantity(written)?.nanos;
const known = (written: string | number | bigint): Quantity => quantity(written) ?? expect.fail(String(written));

test("amounts are exact, whatever their suffix", () => {
  const one = 10n ** 9n;
  for (const [written, expected] of [
    ["0", 0n],
    ["1", one],
    [1, one],
    [0.5, one / 2n],
    ["100m", one / 10n],
    ["1500u", 1_500_000n],
    ["7n", 7n],
    ["1k", 1000n * one],
    ["1Ki", 1024n * one],
    ["512Mi", 512n * 2n ** 20n * one],
    ["512M", 512_000_000n * one],
    ["1.5Gi", 3n * 2n ** 29n * one],
    [".5Mi", 2n ** 19n * one],
    ["1.G", 10n ** 9n * one],
    ["128974848", 128_974_848n * one],
    ["129e6", 129_000_000n * one],
    ["129E6", 129_000_000n * one],
    ["12e-1", 12n * (one / 10n)],
    ["2E", 2n * 10n ** 18n * one],
    ["2Ei", 2n ** 61n * one],
    ["+3", 3n * one],
    ["-1Mi", -(2n ** 20n) * one],
    ["007", 7n * one],
    [" 1Gi ", 2n ** 30n * one],
    [18446744073709551615n, 18446744073709551615n * one],
    ["9223372036854775808Ki", (2n ** 63n - 1n) * one],
  ] as const) {
    expect(nanos(written), String(written)).toBe(expected);
  }
});

test("what is smaller than a billionth is rounded up to one", () => {
  expect(nanos("0.0000000001")).toBe(1n);
  expect(nanos("0.1n")).toBe(1n);
  expect(nanos("-0.1n")).toBe(-1n);
  expect(nanos("1e-1000000")).toBe(1n);
  expect(nanos("0e-5")).toBe(0n);
});

test("what Kubernetes refuses is no amount", () => {
  for (const written of [
    ...["", "Mi", "m", ".", "-", "512MB", "1GB", "1gi", "1GI", "1K", "1KI", "1kB", "500MiB", "1 Gi", "1,5", "1_000"],
    ...["0x10", "10%", "1e", "1e1.5", "--1", "1.2.3", "one", "1mi", "1Mib", "1g", "1t", "NaN", "Infinity"],
  ]) {
    expect(quantity(written), written).toBeUndefined();
  }
});

test("every amount has one spelling", () => {
  for (const [written, expected] of [
    ["0", "0"],
    ["0Gi", "0"],
    ["1024Mi", "1Gi"],
    ["1000Mi", "1000Mi"],
    ["1.5Gi", "1536Mi"],
    ["0.5", "500m"],
    ["0.5Gi", "512Mi"],
    ["1000m", "1"],
    ["1000M", "1G"],
    ["1536", "1536"],
    ["0.1Ki", "102400m"],
    ["512Ki", "512Ki"],
    ["0.5Ki", "512"],
    ["12e6", "12e6"],
    ["12000e0", "12e3"],
    ["-2048Ki", "-2Mi"],
    ["100E", "100E"],
    ["1000E", "1000E"],
    ["0.0001", "100u"],
  ] as const) {
    expect(canonical(known(written)), written).toBe(expected);
    expect(nanos(canonical(known(written))), written).toBe(nanos(written));
  }
});

test("amounts add up, however each is written", () => {
  expect(canonical(sum([known("512Mi"), known("1Gi")]))).toBe("1536Mi");
  expect(canonical(sum([known("250m"), known(1), known("0.75")]))).toBe("2");
  expect(canonical(sum([]))).toBe("0");
});

test("a part of a byte is not whole", () => {
  expect(["1", "1000m", "0.5Ki", "512m", "0.3Gi"].map((it) => isWhole(known(it)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
