import { readFile as read } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ReadFile } from "./projects.ts";

/** Reads a file of this machine; `undefined` for what is not there, or is none. */
export const readFile: ReadFile = async (uri) => {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return await read(fileURLToPath(uri), "utf8");
  } catch {
    return undefined;
  }
};
