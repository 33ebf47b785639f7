/** Whether Kubernetes takes a text for a host: labels of small letters, digits and hyphens, and perhaps `*.` ahead of them. */
export const isHost = (text: string): boolean => text.length <= 253 && HOST.test(text);

/** Whether a text is an IP address, which Ingress and Gateway do not take for a host. */
export const isAddress = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(text);

/** The host within what stands where only a host may: a URL, a host with its port, capital letters; `undefined` where there is none. */
export function hostWithin(text: string): string | undefined {
  const name = /^(?:[a-z]+:\/\/)?([^/:]{1,253})(?::\d+)?(?:\/.*)?$/i.exec(text)?.[1]?.toLowerCase();
  return name !== undefined && isHost(name) && !isAddress(name) ? name : undefined;
}

/** Whether a certificate for `name` is good for `host`: a wildcard stands for exactly one label, as RFC 6125 has it. */
export function covers(name: string, host: string): boolean {
  if (name.toLowerCase() === host.toLowerCase()) return true;
  const dot = host.indexOf(".");
  return name.startsWith("*.") && dot > 0 && name.slice(1).toLowerCase() === host.slice(dot).toLowerCase();
}

const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const HOST = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);
