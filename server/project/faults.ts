import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { distance } from "fastest-levenshtein";
import type { Schema } from "./schema.ts";

/** What is wrong with a value that was to fit a schema, and where: the steps from the value's root. */
export interface Fault {
  readonly path: readonly string[];
  /** Whether the key at the path is wrong, not what stands there. */
  readonly isKey: boolean;
  readonly message: string;
}

/** Everything that is wrong with `value`, in sentences. */
export function faultsOf(value: unknown, schema: Schema): readonly Fault[] {
  const validate = validators.get(schema) ?? new Ajv({ allErrors: true, strict: false, verbose: true }).compile(schema);
  validators.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).flatMap((it) => faultFrom(it) ?? []);
}

const validators = new WeakMap<Schema, ValidateFunction>();

function faultFrom({ keyword, instancePath, params, data, parentSchema }: ErrorObject): Fault | undefined {
  const path = instancePath.split("/").slice(1).map(unescaped);
  const at = path.at(-1);
  const subject = at === undefined ? "The configuration" : /^\d+$/.test(at) ? "This" : `"${at}"`;
  const here = (message: string): Fault => ({ path, isKey: false, message });
  switch (keyword) {
    // What it stands for is told by the branch that was taken.
    case "if":
      return undefined;
    case "additionalProperties": {
      const name = String(params.additionalProperty);
      const what = path.length === 1 && path[0] === "rules" ? "rule" : "setting";
      const meant = nearest(name, Object.keys((parentSchema as Schema).properties ?? {}));
      const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
      return { path: [...path, name], isKey: true, message: `There is no ${what} "${name}".${hint}` };
    }
    case "required":
      return here(`${subject} lacks "${params.missingProperty}".`);
    case "enum":
      return here(`${subject} is one of ${listed(params.allowedValues)}.`);
    case "type":
      return here(
        typeof data === "number" && params.type === "string"
          ? `${subject} must stand in quotes: without them it is the number ${data}.`
          : `${subject} must be ${KINDS[String(params.type)] ?? params.type}.`,
      );
    case "pattern":
      return here(`${subject} cannot be "${String(data)}".`);
    default:
      return here(`${subject} does not fit: ${keyword}.`);
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: "a mapping",
  array: "a list",
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
};

const listed = (values: readonly unknown[]) => values.map((it) => `"${String(it)}"`).join(", ");

/** The name that was most likely meant, if any is near. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const near = names
    .map((it) => ({ it, far: distance(it, name.toLowerCase()) }))
    .filter(({ far }) => far <= Math.max(2, name.length * 0.4))
    .sort((a, b) => a.far - b.far);
  return near[0]?.it;
}

const unescaped = (step: string) => step.replaceAll("~1", "/").replaceAll("~0", "~");
