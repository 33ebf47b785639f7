import type { Source } from "../../rules/model/source.ts";
import { maskTemplate } from "./helm.ts";
import { maskPlaceholders } from "./placeholders.ts";

/** What the linter reads of a file: its text, and where that is no YAML yet, the text to parse in its place. */
export function sourceOf(uri: string, text: string): Source {
  const masked = maskPlaceholders(maskTemplate(text));
  return masked === text ? { uri, text } : { uri, text, masked };
}
