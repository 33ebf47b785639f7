import { URI } from "vscode-uri";

/** One spelling for every way in which editors write the address of one file: `file:///C:/a` and `file:///c%3A/a`. */
export function normalised(uri: string): string {
  return parsed(uri)?.toString() ?? uri;
}

export const schemeOf = (uri: string): string => parsed(uri)?.scheme ?? "";

/** Where `uri` stands below `folder`, with slashes; `undefined` if it stands elsewhere. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const top = `${normalised(folder).replace(/\/$/, "")}/`;
  const address = normalised(uri);
  return address.startsWith(top) ? decoded(address.slice(top.length)) : undefined;
}

/** The whole path of an address, without a slash in front. */
export const pathOf = (uri: string): string => (parsed(uri)?.path ?? uri).replace(/^\/+/, "");

function parsed(uri: string): URI | undefined {
  try {
    return URI.parse(uri);
  } catch {
    return undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
