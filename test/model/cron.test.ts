import { describe, expect, test } from "vitest";
import { isNeverDue, Refusal, type Schedule, schedule } from "../../rules/model/cron.ts";
import { growth, LINEAR } from "../support/growth.ts";

const read = (text: string): Schedule => {
  const found = schedule(text);
  if (found === undefined || found instanceof Refusal) return expect.fail(`${text} is no schedule`);
  return found;
};

// The verdicts are those of github.com/robfig/cron v3.0.1, asked for each.
describe("Kubernetes", () => {
  test("takes five fields, descriptors and durations", () => {
    for (const text of [
      "* * * * *",
      " * * * * * ",
      "*\t*\n* * *",
      "? ? ? ? ?",
      "*/15 0-23/2 1,15 jan-JUN sun-sat",
      "5/10 * * * *",
      "*/100 * * * *",
      "+5 007 * * *",
      "*-5 * * * *",
      ",1,,3 * * * *",
      "@hourly",
      "@annually",
      "@every 1h30m",
      "@every .5s",
      "@every 1.s",
      "@every 0",
      "@every -5s",
      "@every 1µs",
      "@every 2562047h",
    ]) {
      expect(schedule(text), text).not.toBeInstanceOf(Refusal);
    }
  });

  test("refuses what other programs take", () => {
    for (const text of [
      "",
      "* * * *",
      "* * * * * *",
      "60 * * * *",
      "* 24 * * *",
      "* * 0 * *",
      "* * 32 * *",
      "* * * 13 *",
      "* * * * 7",
      "* * * * 0-7",
      "5-1 * * * *",
      "1-2-3 * * * *",
      "1/2/3 * * * *",
      "*/0 * * * *",
      "*/-2 * * * *",
      "-1 * * * *",
      "1- * * * *",
      "*5 * * * *",
      "* * L * *",
      "* * 1W * *",
      "* * * * fri-mon",
      "jan * * * *",
      "99999999999999999999 * * * *",
      "@DAILY",
      "@reboot",
      " @daily",
      "@every",
      "@every ",
      "@every 5",
      "@every .s",
      "@every 1d",
      "@every 1h -1m",
      "@every 2562048h",
    ]) {
      expect(schedule(text), text).toBeInstanceOf(Refusal);
    }
  });
});

test("a refusal says what is wrong, as the end of a sentence", () => {
  expect(schedule("0 0 3 * * *")).toEqual(new Refusal("has 6 fields, not 5"));
  expect(schedule("@daily ")).toEqual(new Refusal("is no descriptor that Kubernetes knows"));
  expect(schedule("0 0 * * 7")).toEqual(new Refusal('has a weekday that is not within 0 to 6: "7"'));
});

test("a day that no month has is never due", () => {
  for (const text of ["0 0 30 2 *", "0 0 31 2,4,6 *", "0 0 31 4 */1", "0 0 30 2 ?", ", * * * *", "* * , * *"]) {
    expect(isNeverDue(read(text)), text).toBe(true);
  }
});

test("a weekday is due beside a day that no month has, where both are chosen", () => {
  for (const text of ["0 0 30 2 mon", "0 0 31 4 */2", "0 0 29 2 *", "0 0 31 1,2 *"]) {
    expect(isNeverDue(read(text)), text).toBe(false);
  }
});

test("a long schedule takes no long time", () => {
  for (const text of ["1,", "@every 1h", " ", "1 "]) {
    const read = (size: number) => schedule(text.startsWith("@") ? text + "1h".repeat(size) : text.repeat(size));
    expect(growth(read, 5_000), text).toBeLessThan(LINEAR);
  }
});
