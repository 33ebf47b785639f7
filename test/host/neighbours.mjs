import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";

const here = import.meta.dirname;

/** Packs stand-ins for the two extensions that most people have beside ours, under their names. */
export async function packNeighbours(work) {
  return [
    await packed(work, "redhat", "vscode-yaml", join(here, "neighbours/yaml.mjs")),
    await packed(work, "ms-kubernetes-tools", "vscode-kubernetes-tools", join(here, "neighbours/kubernetes.mjs")),
  ];
}

async function packed(work, publisher, name, entry) {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [entry],
    outfile: join(folder, "main.cjs"),
    bundle: true,
    format: "cjs",
    platform: "node",
    external: ["vscode"],
    define: {
      YAML_LANGUAGE_SERVER: JSON.stringify(join(here, "node_modules/yaml-language-server/out/src/server.js")),
    },
  });
  const manifest = {
    publisher,
    name,
    version: "99.0.0",
    engines: { vscode: "^1.96.0" },
    main: "./main.cjs",
    activationEvents: ["onLanguage:yaml"],
    contributes: {
      configuration: {
        properties: { "yaml.validate": { default: true }, "yaml.schemaStore.enable": { default: false } },
      },
    },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, ".vscodeignore"), "");
  const packagePath = join(work, `${name}.vsix`);
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}
