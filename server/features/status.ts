import type { Severity } from "../../rules/rule.ts";
import type { OpenDocument } from "../documents.ts";

/** The name of the notification by which a client that asked for it (`initializationOptions.status`) learns how things stand. */
export const STATUS = "plimsoll/status";

/** How things stand: sent when it has changed. */
export interface Status {
  readonly busy: boolean;
  /** How many problems there are in the documents that are open. */
  readonly problems: Readonly<Record<Severity, number>>;
  /** What is wrong with the settings: a sentence each. */
  readonly configurationErrors: readonly string[];
}

/** Counts what is known of the documents that are open. */
export function statusOf(
  documents: readonly OpenDocument[],
  busy: boolean,
  configurationErrors: readonly string[],
): Status {
  const problems = { error: 0, warning: 0, info: 0 };
  for (const { lastJudged } of documents) {
    for (const { severity } of lastJudged?.problems ?? []) problems[severity]++;
  }
  return { busy, problems, configurationErrors };
}
