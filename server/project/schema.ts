import { LATEST } from "../../rules/model/versions.ts";
import { PRESETS } from "../../rules/presets.ts";
import type { Rule } from "../../rules/rule.ts";

/** The part of JSON Schema (draft 7) that our own schemas are written in. */
export interface Schema {
  readonly description?: string;
  readonly type?: "object" | "array" | "string" | "boolean" | "integer" | "number";
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

const SEVERITY: Schema = {
  description: "How grave its findings are, or `off` for none.",
  enum: ["off", "info", "warning", "error"],
};

/** What `minor` reads. */
const VERSION = "^(latest|v?1\\.\\d{1,3}(\\.\\d+)?)$";

/** What may stand in a project's `.plimsoll.yaml`. */
export function projectSchema(rules: readonly Rule[]): Schema {
  const groups = [...new Set(rules.map((it) => it.group))].map((it) => [`${it}/*`, groupSchema(it)] as const);
  const preset: Schema = { enum: PRESETS };
  return {
    type: "object",
    additionalProperties: false,
    properties: {
      preset: {
        description: "Which rules are run: one preset, or a list of them.",
        if: { type: "array" },
        // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema.
        then: { items: preset },
        else: preset,
      },
      rules: {
        description: "What differs from the preset, by a rule's id or as `group/*`.",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries([...rules.map((it) => [it.id, ruleSchema(it)] as const), ...groups]),
      },
      exclude: {
        description: "Globs of files that are not judged, from the folder of this file.",
        type: "array",
        items: { type: "string" },
      },
      kubernetesVersion: {
        description: `The cluster that manifests are meant for, in quotes: "1.${LATEST}".`,
        type: "string",
        pattern: VERSION,
      },
      podSecurityVersion: {
        description: 'The version of the Pod Security Standards: "latest", or as "v1.31".',
        type: "string",
        pattern: VERSION,
      },
    },
  };
}

/** What may be set for one rule: how grave it is, or an object of that and its options. */
export function ruleSchema({ summary, options }: Rule): Schema {
  return {
    description: summary,
    if: { type: "object" },
    // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema.
    then: {
      additionalProperties: false,
      properties: { severity: SEVERITY, ...options?.properties },
      ...(options !== undefined && { required: options.required }),
    },
    else: SEVERITY,
  };
}

const groupSchema = (group: string): Schema => ({ ...SEVERITY, description: `All rules of the group ${group}.` });
