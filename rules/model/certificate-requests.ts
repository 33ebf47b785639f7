/** As whom a certificate would let its holder speak to the API server: a user's name, and the groups that he is in. */
export interface Identity {
  readonly names: readonly string[];
  readonly groups: readonly string[];
}

/** The identity that a CertificateSigningRequest asks for; `undefined` for what is no request in PEM. */
export function identityOf(request: string): Identity | undefined {
  const pem = decoded(request.replaceAll(/\s/g, ""));
  const body = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END/.exec(pem ?? "")?.[1];
  const der = decoded((body ?? "").replaceAll(/\s/g, ""));
  if (body === undefined || der === undefined) return undefined;
  return { names: values(der, COMMON_NAME), groups: values(der, ORGANIZATION) };
}

/** Attribute types of a name (2.5.4.3 and 2.5.4.10), as DER writes them. */
const COMMON_NAME = "\x06\x03\x55\x04\x03";
const ORGANIZATION = "\x06\x03\x55\x04\x0a";

const decoded = (base64: string): string | undefined =>
  /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && base64.length % 4 === 0 ? atob(base64) : undefined;

/** The short strings that follow an attribute type: a tag, a length of one byte, and the text. */
function values(der: string, type: string): readonly string[] {
  const found: string[] = [];
  for (let at = der.indexOf(type); at !== -1; at = der.indexOf(type, at + 1)) {
    const start = at + type.length + 2;
    const length = der.charCodeAt(start - 1);
    if (length < 128) found.push(der.slice(start, start + length));
  }
  return found;
}
