import { Style } from "./tree.ts";

/** A decoded scalar. */
export type ScalarValue = string | number | bigint | boolean | null;

/** What Kubernetes makes of a scalar's characters; `undefined` where it refuses them. Stub until the oracle's table is built. */
export function scalarValue(text: string, style: Style, _tag: string | undefined): ScalarValue | undefined {
  if (style !== Style.Plain) return text;
  if (text === "" || text === "~" || text === "null") return null;
  if (/^(true|yes|on|y)$/i.test(text)) return true;
  if (/^(false|no|off|n)$/i.test(text)) return false;
  if (/^-?\d+$/.test(text)) return Number(text);
  return text;
}

/** The name of a key, as the JSON object has it; `undefined` where Kubernetes refuses it. */
export function keyName(text: string, _style: Style, _tag: string | undefined): string | undefined {
  return text;
}
