import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import type { Span } from "../../rules/model/source.ts";
import { NONE } from "../../rules/model/tree.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import type { Rule } from "../../rules/rule.ts";

import { isRecord } from "../settings.ts";
import { type Fault, faultsOf } from "./faults.ts";
import { projectSchema, type Schema } from "./schema.ts";

/** The file in which a project says what it asks of its manifests. */
export const PROJECT_FILE = ".plimsoll.yaml";

/** What a project's file says: settings by their names, as far as they can be understood, and all that is wrong. */
export interface Project {
  readonly section: Readonly<Record<string, unknown>>;
  readonly faults: readonly { readonly span: Span; readonly message: string }[];
}

/** Reads a project's file. */
export function readProject(uri: string, text: string, rules: readonly Rule[]): Project {
  const { documents } = parse({ uri, text });
  const [first, second] = documents;
  if (first === undefined) return { section: {}, faults: [] };
  const { document, offset } = first;
  const moved = ({ start, end }: Span) => ({ start: start + offset, end: end + offset });
  const broken = document.errors.map(({ span, message }) => ({ span: moved(span), message }));
  if (second !== undefined) {
    const start = second.offset;
    broken.push({ span: { start, end: start + 3 }, message: "A configuration is one document: this is the second." });
  }
  const root = Place.root(document);
  if (document.tree.root === NONE || broken.length > 0) return { section: {}, faults: broken };
  const value = withOff(ifKnown(() => root.value, undefined) ?? {});
  const faults = faultsOf(value, schemaOf(rules));
  return {
    section: isRecord(value) ? without(value, faults) : {},
    faults: faults.map((it) => ({ span: moved(spanOf(root, it)), message: it.message })),
  };
}

/** The schema of a project's file: made once for each list of rules. */
export function schemaOf(rules: readonly Rule[]): Schema {
  const schema = schemas.get(rules) ?? projectSchema(rules);
  schemas.set(rules, schema);
  return schema;
}

const schemas = new WeakMap<readonly Rule[], Schema>();

/** To Kubernetes, by whose reading this is read, `off` is false. */
function withOff(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value.rules)) return value;
  const off = (it: unknown) => (it === false ? "off" : it);
  const rules = Object.entries(value.rules).map(([id, wish]) => [
    id,
    isRecord(wish) && "severity" in wish ? { ...wish, severity: off(wish.severity) } : off(wish),
  ]);
  return { ...value, rules: Object.fromEntries(rules) };
}

function spanOf(root: Place, { path, isKey }: Fault): Span {
  const place = path.reduce((at, step) => at.at(/^\d+$/.test(step) ? Number(step) : step), root);
  return isKey ? place.named.span : place.span;
}

/** The value without what is wrong in it: all of a rule's entry, or of a setting of its own. */
function without(value: Readonly<Record<string, unknown>>, faults: readonly Fault[]): Project["section"] {
  const isFine = (...path: readonly string[]) =>
    !faults.some((it) => path.every((step, index) => it.path[index] === step) && it.path.length >= path.length);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, setting]) => {
      if (key !== "rules" || !isRecord(setting)) return isFine(key) ? [[key, setting]] : [];
      return [[key, Object.fromEntries(Object.entries(setting).filter(([id]) => isFine(key, id)))]];
    }),
  );
}
