import { readFile } from "node:fs/promises";
import { build } from "esbuild";

/** Rules without their examples: these are tests and pages, and the pages are made by themselves. */
const withoutExamples = {
  name: "without-examples",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]rules[/\\][\w-]+[/\\][\w-]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      return { contents: text.replace(/^ {2}examples: \[\n.*?^ {2}\],\n/ms, "  examples: [],\n"), loader: "ts" };
    });
  },
};

await build({
  entryPoints: ["server/main.browser.ts"],
  outfile: "dist/web/server.js",
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2023",
  format: "iife",
  logLevel: "warning",
  plugins: [withoutExamples],
});
