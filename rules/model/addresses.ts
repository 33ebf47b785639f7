/** An IPv4 or IPv6 address as one number, and how many bits that has. */
export interface Address {
  readonly bits: 32 | 128;
  readonly number: bigint;
}

/** The addresses that share the first `length` bits of one. */
export interface Block extends Address {
  readonly length: number;
}

/** Reads an address as Kubernetes does; `undefined` for anything else. */
export const address = (text: string): Address | undefined => (text.includes(":") ? address6(text) : address4(text));

/** Reads a block in CIDR notation; its address may have bits beyond its length. `undefined` for anything else. */
export function block(text: string): Block | undefined {
  const [, before = "", digits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const first = address(before);
  const length = Number(digits);
  return first === undefined || digits === "" || length > first.bits ? undefined : { ...first, length };
}

/** The block without the bits beyond its length. */
export const base = (it: Block): Block => ({ ...it, number: (it.number >> host(it)) << host(it) });

/** Whether all of `inner` lies in `outer`. */
export const holds = (outer: Block, inner: Block): boolean =>
  outer.bits === inner.bits &&
  outer.length <= inner.length &&
  outer.number >> host(outer) === inner.number >> host(outer);

/** A block in CIDR notation, as Kubernetes wants it. */
export function show(it: Block): string {
  const size = it.bits === 32 ? 8 : 16;
  const parts = Array.from({ length: it.bits / size }, (_, index) =>
    Number((it.number >> BigInt(it.bits - size * (index + 1))) & ((1n << BigInt(size)) - 1n)),
  );
  if (it.bits === 32) return `${parts.join(".")}/${it.length}`;
  const words = parts.map((part) => part.toString(16)).join(":");
  const longest = [...words.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].toSorted((a, b) => b[0].length - a[0].length)[0];
  if (longest === undefined) return `${words}/${it.length}`;
  const before = words.slice(0, longest.index);
  const after = words.slice(longest.index + longest[0].length);
  return `${before}::${after.replace(/^:/, "")}/${it.length}`;
}

const host = ({ bits, length }: Block): bigint => BigInt(bits - length);

function address4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((it) => /^\d{1,3}$/.test(it) && Number(it) < 256)) return undefined;
  return { bits: 32, number: parts.reduce((sum, it) => (sum << 8n) + BigInt(it), 0n) };
}

function address6(text: string): Address | undefined {
  const halves = text.replace(/[\d.]+$/, dottedEnd).split("::");
  const [before = [], after = []] = halves.map((it) => (it === "" ? [] : it.split(":")));
  const given = before.length + after.length;
  if (halves.length > 2 || (halves.length === 2 ? given > 7 : given !== 8)) return undefined;
  const words = [...before, ...Array.from({ length: 8 - given }, () => "0"), ...after];
  if (!words.every((it) => /^[\da-f]{1,4}$/i.test(it))) return undefined;
  return { bits: 128, number: words.reduce((sum, it) => (sum << 16n) + BigInt(`0x${it}`), 0n) };
}

/** `::ffff:10.0.0.1` says its last two words as an IPv4 address. */
function dottedEnd(end: string): string {
  const number = address4(end)?.number;
  return number === undefined ? end : `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
}

const named = (text: string, name: string) => ({ block: block(text) as Block, name });

/** Addresses that mean nothing outside of one machine or one link: the API server takes none of them for an endpoint (`ValidateNonSpecialIP`). */
const SPECIAL = [
  named("127.0.0.0/8", "a loopback address"),
  named("::1/128", "a loopback address"),
  named("169.254.0.0/16", "a link-local address"),
  named("fe80::/10", "a link-local address"),
  named("224.0.0.0/24", "a link-local multicast address"),
  named("ff02::/16", "a link-local multicast address"),
  named("0.0.0.0/32", "the unspecified address"),
  named("::/128", "the unspecified address"),
];

/** What is special about an address, with its article; `undefined`, if nothing is or the text is no address. */
export function special(text: string): string | undefined {
  const it = address(text);
  return it === undefined ? undefined : SPECIAL.find(({ block }) => holds(block, { ...it, length: it.bits }))?.name;
}
