/** The bytes that a text in base64 stands for, each as one character; `undefined` where Kubernetes takes it for no base64. */
export function bytesOf(base64: string): string | undefined {
  const joined = base64.replace(/[\r\n]/g, "");
  return BASE64.test(joined) ? atob(joined) : undefined;
}

/** The base64 of bytes, each given as one character. */
export const base64Of = (bytes: string): string => btoa(bytes);

/** The text that bytes stand for; `undefined` where they are no text that a person could read. */
export function textOf(bytes: string): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (it) => it.charCodeAt(0)));
    return CONTROL.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Of whole groups of four, the last one padded: as Go's standard encoding reads it. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what no person types is what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;
