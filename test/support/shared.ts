import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const beside = fileURLToPath(new URL("../../../shared", import.meta.url));

/** The folder of corpora and oracles, with `/`; `undefined` where the checkout stands without it. */
export const shared: string | undefined = existsSync(beside) ? beside : undefined;

if (shared === undefined) {
  if (process.env.CI !== undefined) throw new Error("../shared is absent: the corpora cannot be tested.");
  console.info("../shared is absent: tests over its corpora and oracles are left out.");
}
