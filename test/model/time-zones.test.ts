import { expect, test } from "vitest";
import { isTimeZone } from "../../rules/model/time-zones.ts";

test("a time zone has a name of the database", () => {
  for (const name of [
    "Europe/Berlin",
    "UTC",
    "Etc/GMT+5",
    "America/Argentina/Buenos_Aires",
    "US/Pacific",
    "EST5EDT",
    "GMT0",
  ]) {
    expect(isTimeZone(name), name).toBe(true);
  }
});

test("abbreviations, offsets and other spellings are no time zones", () => {
  for (const name of [
    "",
    "Local",
    "local",
    "PST",
    "CEST",
    "+02:00",
    "+02",
    "UTC+1",
    "europe/berlin",
    "Berlin",
    "Europe/",
    "../UTC",
    "Europe/Pariss",
  ]) {
    expect(isTimeZone(name), name).toBe(false);
  }
});
