import { expect, test } from "vitest";
import { intOrPercent } from "../../rules/model/int-or-percent.ts";
import { faultOfPortName, isPortNumber } from "../../rules/model/ports.ts";

test("a port's name is short, small and has a letter", () => {
  for (const name of ["http", "h2c", "8080-tcp", "a", "http-metrics-v2"])
    expect(faultOfPortName(name), name).toBeUndefined();
  for (const name of ["", "8080", "HTTP", "http_alt", "-http", "http-", "a--b", "http-metrics-v22"]) {
    expect(faultOfPortName(name), name).toBeDefined();
  }
});

test("a port's number fits into sixteen bits", () => {
  expect([0, 1, 65_535, 65_536, 1.5, -1].map(isPortNumber)).toEqual([false, true, true, false, false, false]);
});

test("a number of pods is a number or a share", () => {
  expect(intOrPercent(3)).toEqual({ amount: 3, isPercent: false });
  expect(intOrPercent("25%")).toEqual({ amount: 25, isPercent: true });
  for (const it of ["3", "25 %", "-1%", -1, 1.5, "%", true, undefined]) expect(intOrPercent(it)).toBeUndefined();
});
