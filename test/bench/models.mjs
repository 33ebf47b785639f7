// The models of Kubernetes' official client: classes that list their fields and the fields' types as data.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = join(import.meta.dirname, "node_modules/@kubernetes/client-node/dist/gen/models");

/** Each class by its name. */
export async function models() {
  const found = {};
  for (const file of readdirSync(folder)) {
    if (!/^[A-Z]\w*\.js$/.test(file)) continue;
    for (const [name, model] of Object.entries(await import(pathToFileURL(join(folder, file)).href))) {
      if (Array.isArray(model.attributeTypeMap)) found[name] = model;
    }
  }
  return found;
}
