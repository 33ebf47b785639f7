// A JSON Schema of Kubernetes' kinds for the peer, made from the models of the official client.
import { models } from "./models.mjs";

/** One schema for every kind that has an apiVersion, chosen by `if`/`then`. */
export async function kubernetesSchema() {
  const all = await models();
  const definitions = Object.fromEntries(Object.entries(all).map(([name, model]) => [name, definition(model, all)]));
  const kinds = Object.keys(all).flatMap((name) => {
    const match = /^V(\d+(?:(?:alpha|beta)\d+)?)([A-Z]\w+)$/.exec(name);
    const fields = all[name].attributeTypeMap.map(({ baseName }) => baseName);
    return match !== null && fields.includes("apiVersion") && fields.includes("kind") && fields.includes("metadata")
      ? [{ name, kind: match[2] }]
      : [];
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    definitions,
    type: "object",
    allOf: kinds.map(({ name, kind }) => ({
      if: { required: ["kind"], properties: { kind: { const: kind } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
      then: { $ref: `#/definitions/${name}` },
    })),
  };
}

function definition(model, all) {
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(model.attributeTypeMap.map(({ baseName, type }) => [baseName, typed(type, all)])),
  };
}

function typed(type, all) {
  const list = /^Array<(.*)>$/.exec(type);
  if (list !== null) return { type: "array", items: typed(list[1], all) };
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map !== null) return { type: "object", additionalProperties: typed(map[1], all) };
  if (type in all) return { $ref: `#/definitions/${type}` };
  if (type === "number" || type === "boolean") return { type };
  return type === "string" ? { type: ["string", "number"] } : {};
}
