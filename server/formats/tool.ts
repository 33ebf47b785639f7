import manifest from "../../package.json" with { type: "json" };

/** Who made a report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

export const tool: Tool = { name: manifest.name, version: manifest.version };
