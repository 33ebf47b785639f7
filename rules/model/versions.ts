/** A minor version of Kubernetes: 37 stands for 1.37. */
export type Minor = number;

/** The newest version that is known here. */
export const LATEST: Minor = 37;

/** Reads `1.37`, `v1.37`, `1.37.2` or `latest`; `undefined` for anything else. */
export function minor(text: string): Minor | undefined {
  if (text === "latest") return LATEST;
  const match = /^v?1\.(\d{1,3})(?:\.\d+)?$/.exec(text);
  return match === null ? undefined : Number(match[1]);
}
