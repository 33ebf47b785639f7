/**
 * Whether Kubernetes may know a time zone: by the rules of its API server for names, and by the time zone database of
 * whatever runs this, without the abbreviations and other spellings that only the latter knows.
 */
export function isTimeZone(name: string): boolean {
  if (name === "Local" || !name.split("/").every(isPart)) return false;
  if (/^[A-Z]{3}$/.test(name)) return ABBREVIATIONS.has(name);
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return name === "Factory";
  }
}

/** `validTimeZoneCharacters` of Kubernetes, and the capital or digit with which each part of a name in the database begins. */
const isPart = (part: string): boolean => /^[A-Z0-9][A-Za-z.\-_0-9+]{0,13}$/.test(part);

/** The names of three letters in the time zone database that comes with Go. */
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  "CET",
  "EET",
  "EST",
  "GMT",
  "HST",
  "MET",
  "MST",
  "PRC",
  "ROC",
  "ROK",
  "UCT",
  "UTC",
  "WET",
]);
