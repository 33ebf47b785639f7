import { readFile } from "node:fs/promises";
import { build } from "esbuild";

/** Rules without what only their pages say: these are made by themselves. */
const withoutPages = {
  name: "without-pages",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]rules[/\\][\w-]+[/\\][\w-]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text
        .replace(/^ {2}examples: \[\n.*?^ {2}\],\n/ms, "  examples: [],\n")
        .replace(/^ {2}(mend|leave):\s*(?:`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"),\n/gm, '  $1: "",\n');
      return { contents, loader: "ts" };
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
  plugins: [withoutPages],
});
