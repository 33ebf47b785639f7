import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/** Bundles the suite into one file for both extension hosts, where the extension's own folder may serve it, and says where. */
export async function bundleSuite() {
  // Outside of the project's own module type, and of all that is packaged.
  const outfile = join(root, "node_modules/.cache/plimsoll/suite.cjs");
  await build({
    entryPoints: [join(import.meta.dirname, "run.ts")],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "browser",
    target: "es2022",
    external: ["vscode"],
    plugins: [mochaAsScript],
    logLevel: "warning",
    sourcemap: "inline",
  });
  return outfile;
}

/** Mocha's file for browsers would take the suite's `module.exports` for its own. */
const mochaAsScript = {
  name: "mocha-as-script",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `const module = undefined, exports = undefined, define = undefined;\n${await readFile(path, "utf8")}`,
    }));
  },
};
