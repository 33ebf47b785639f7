import type { Report } from "./report.ts";
import type { Tool } from "./tool.ts";

/** A report for programs. */
export function json({ problems, errors, summary }: Report, tool: Tool): string {
  const shown = problems.map(({ excerpt: _, ...problem }) => problem);
  return `${JSON.stringify({ schemaVersion: 1, tool, problems: shown, errors, summary }, undefined, 2)}\n`;
}
