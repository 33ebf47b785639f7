import type { Schema } from "./schema.ts";

/** What may be written at a place of a project's file. */
export interface Suggestion {
  readonly label: string;
  readonly description: string | undefined;
  /** A key still wants its colon. */
  readonly isKey: boolean;
}

/** What may be written at `offset` of a text in block style, by its schema; the text need not be whole. */
export function suggestions(text: string, offset: number, schema: Schema): readonly Suggestion[] {
  const lines = text.slice(0, offset).split(/\r?\n/);
  const line = lines.pop() ?? "";
  const value = /^\s*(?:- +)?["']?([\w./*-]+)["']?:\s+\S*$/.exec(line)?.[1];
  const item = /^(\s*)- +\S*$/.exec(line);
  const key = /^(\s*)[\w./*-]*$/.exec(line);
  if (value !== undefined) return values(within(schema, [...above(lines, indent(line)), value]));
  if (item !== null) return values(within(schema, above(lines, indent(line) + 1))?.items);
  if (key === null) return [];
  const path = above(lines, indent(line));
  const written = new Set(siblings(text, lines.length, indent(line)));
  const holder = within(schema, path);
  return Object.entries(holder?.properties ?? {})
    .filter(([name]) => !written.has(name))
    .map(([label, { description }]) => ({ label, description, isKey: true }));
}

function values(schema: Schema | undefined): readonly Suggestion[] {
  const choices = schema?.enum ?? schema?.else?.enum ?? (schema?.type === "boolean" ? [true, false] : []);
  return choices.map((it) => ({ label: String(it), description: schema?.description, isKey: false }));
}

/** The schema of what stands at a path, where a mapping or a list does. */
function within(schema: Schema, path: readonly string[]): Schema | undefined {
  const step = (at: Schema | undefined, name: string) => {
    const properties = at?.properties ?? at?.then?.properties;
    const next = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return next;
  };
  const found = path.reduce<Schema | undefined>(step, schema);
  return found?.then === undefined ? found : { ...found, ...found.then };
}

const KEY = /^(\s*)["']?([\w./*-]+)["']?:/;

const indent = (line: string): number => line.search(/\S|$/);

/** The keys below which a line with that indentation stands, the outermost first. */
function above(lines: readonly string[], indentation: number): readonly string[] {
  const path: string[] = [];
  let column = indentation;
  for (const line of lines.toReversed()) {
    const match = KEY.exec(line);
    if (match === null || indent(line) >= column) continue;
    path.unshift(match[2] ?? "");
    column = indent(line);
  }
  return path;
}

/** The keys of the mapping that a line belongs to. */
function siblings(text: string, line: number, indentation: number): readonly string[] {
  const lines = text.split(/\r?\n/);
  const isOutside = (it: string) => it.trim() !== "" && indent(it) < indentation;
  const before = lines.slice(0, line).findLastIndex(isOutside);
  const behind = lines.findIndex((it, index) => index > line && isOutside(it));
  return lines
    .slice(before + 1, behind === -1 ? undefined : behind)
    .filter((it, index) => indent(it) === indentation && before + 1 + index !== line)
    .flatMap((it) => KEY.exec(it)?.[2] ?? []);
}
