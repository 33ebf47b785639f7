/** Whether a URL is plain HTTP to or at an address that others than the machine itself can reach. */
export const isOpenAddress = (url: string): boolean =>
  /^http:\/\//i.test(url) && !isLoopback(url.replace(/^http:\/\//i, "").replace(/\/.*$/, ""));

/** Whether an address, with or without a port, is one of the machine itself. */
export const isLoopback = (address: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3})(?::\d+)?$|^::1$|^\[::1\](?::\d+)?$/i.test(address);
