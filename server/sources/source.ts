import type { Source } from "../../rules/model/source.ts";

/** What the linter reads of a file: its text, and where that is no YAML yet, the text to parse in its place. */
export function sourceOf(uri: string, text: string): Source {
  return { uri, text };
}
