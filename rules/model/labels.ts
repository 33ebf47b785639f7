import { isSubdomain } from "./names.ts";

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const LONGEST = 63;

/** Whether it may name a label or an annotation, with a domain in front or without. */
export function isQualifiedName(key: string): boolean {
  const [first = "", second, ...more] = key.split("/");
  if (more.length > 0 || (second !== undefined && !isSubdomain(first))) return false;
  const name = second ?? first;
  return name.length <= LONGEST && NAME.test(name);
}

/** Whether it may be the value of a label. */
export const isLabelValue = (value: string): boolean => value === "" || (value.length <= LONGEST && NAME.test(value));

/** The value of a label that comes nearest to a text; `undefined` where nothing is left of it. */
export function nearestLabelValue(text: string): string | undefined {
  const plain = text
    .replace(/[^-A-Za-z0-9_.]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
  return plain === "" ? undefined : plain;
}
