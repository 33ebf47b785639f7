import type { YAMLError } from "yaml";

export const TOO_DEEP = "This is nested too deep to be read.";

/** The error on a line (without its indentation) in words for the author of a manifest. */
export function said({ code, message }: YAMLError, line: string): string {
  switch (code) {
    case "BAD_INDENT":
      return "This line is indented differently from those that it belongs to.";
    case "TAB_AS_INDENT":
      return "A tab indents this line, and YAML allows spaces only.";
    case "MULTILINE_IMPLICIT_KEY":
      if (line.startsWith("- ")) return "A list item stands where a key belongs.";
      return "A key must stand on one line, with its colon.";
    case "BLOCK_AS_IMPLICIT_KEY":
      return 'A value that contains ": " must stand in quotes.';
    case "MISSING_CHAR":
      if (message.includes("- indicator")) return "This line stands where a list item belongs.";
      if (message.includes("map value")) return "A colon is missing on this line.";
      if (message.includes("directives-end"))
        return "A line that begins with % is a directive, and needs a line --- below it.";
      return "A closing quote or bracket is missing.";
    case "BLOCK_IN_FLOW":
      return "What stands in brackets cannot hold an indented block.";
    case "BAD_ALIAS":
      return "An anchor or an alias needs a name; a value that begins with & or * must stand in quotes.";
    case "BAD_DQ_ESCAPE":
      return `This is no escape that a double-quoted value knows: ${message.replace(/^.*sequence /, "")}.`;
    case "BAD_SCALAR_START":
      return "A value cannot begin with this character unless it stands in quotes.";
    case "KEY_OVER_1024_CHARS":
      return "A key may have 1024 characters at most.";
    case "MULTIPLE_ANCHORS":
      return "A value can have one anchor only.";
    case "MULTIPLE_TAGS":
      return "A value can have one tag only.";
    case "RESOURCE_EXHAUSTION":
      return TOO_DEEP;
    case "UNEXPECTED_TOKEN":
      return "This does not belong here: a quote, a bracket or a colon is missing nearby, or one too many.";
    default:
      return `${message.replace(/\.$/, "")}.`;
  }
}
