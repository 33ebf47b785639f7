// The command line over a folder of real manifests, and in turn `yaml` alone over the same files on one thread.
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Rows of wall seconds, processor seconds, peak memory and speed: medians of five rounds. */
export async function measureScan(root, folder) {
  const bytes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((it) => /\.(?:ya?ml|json)$/.test(it))
    .reduce((sum, it) => sum + statSync(join(folder, it)).size, 0);
  const commands = {
    "plimsoll check --preset all": [
      join(root, "dist/server.cjs"),
      "check",
      "--preset",
      "all",
      "--format",
      "json",
      folder,
    ],
    "`yaml` alone, one thread": [join(import.meta.dirname, "parse-all.mjs"), folder],
  };
  const measured = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < 5; round++) {
    for (const [name, args] of Object.entries(commands)) measured.get(name).push(await run(args));
  }
  const alone = median(measured.get("`yaml` alone, one thread").map(({ wall }) => wall));
  return [...measured].map(([name, runs]) => {
    const wall = median(runs.map((it) => it.wall));
    return [
      name,
      wall.toFixed(2),
      median(runs.map(({ cpu }) => cpu)).toFixed(2),
      median(runs.map(({ rss }) => rss)).toFixed(0),
      (bytes / 1e6 / wall).toFixed(1),
      (wall / alone).toFixed(2),
    ];
  });
}

/** Runs a script to its end; GNU-free: the child's own account of itself comes by an exit hook. */
function run(args) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ["--require", join(import.meta.dirname, "usage.cjs"), ...args], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    let usage = "";
    child.stdio[3].on("data", (chunk) => {
      usage += chunk;
    });
    child.on("error", reject);
    child.on("close", () => {
      const { cpu, rss } = JSON.parse(usage);
      resolve({ wall: (performance.now() - start) / 1000, cpu, rss });
    });
  });
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
