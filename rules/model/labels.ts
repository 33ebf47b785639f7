import { isSubdomain } from "./names.ts";
import type { Place } from "./place.ts";
import { pods } from "./pods.ts";
import type { Resource } from "./resource.ts";

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

/** What holds the `labels` and `annotations` of a resource, and those of what is made of its templates. */
export function metadataOf(resource: Resource): readonly Place[] {
  const own = resource.at("metadata");
  const templates = pods(resource)
    .filter(({ isBare, isPart }) => !isBare && !isPart)
    .map(({ place }) => place.at("metadata"));
  return [own, ...templates];
}
