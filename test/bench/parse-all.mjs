// Parses every manifest below a folder with `yaml` alone, as fast as it goes on one thread.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

const [folder] = process.argv.slice(2);
for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (/\.(?:ya?ml|json)$/.test(file)) parseAllDocuments(readFileSync(join(folder, file), "utf8"));
}
