import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

// Pages and completions are made of the rules themselves, which are TypeScript: bundled, run once, and thrown away.
const bundle = `dist/pages-${process.pid}.mjs`;
mkdirSync("dist", { recursive: true });
await build({
  entryPoints: ["client/pages/pages.ts"],
  outfile: bundle,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  logLevel: "warning",
});
try {
  const { pages, settings } = await import(pathToFileURL(bundle).href);
  writeFileSync("dist/pages.json", JSON.stringify(pages));
  writeFileSync("dist/settings.schema.json", JSON.stringify(settings));
} finally {
  rmSync(bundle, { force: true });
}
