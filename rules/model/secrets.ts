import { bytesOf } from "./base64.ts";
import type { Place } from "./place.ts";
import type { Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** One entry of a Secret, as its manifest gives it. */
export interface SecretEntry {
  readonly key: string;
  readonly place: Place;
  /** Whether it is written as it is (`stringData`), and not in base64 (`data`). */
  readonly isPlain: boolean;
  /** What it holds, each byte one character for `data`; `undefined` where that is not known or cannot be read. */
  readonly content: string | undefined;
}

/** The entries of a Secret: of what stands in both places, `stringData` counts, and both are listed. */
export const secretEntries = (secret: Resource): readonly SecretEntry[] => [
  ...entries(secret.at("data"), false),
  ...entries(secret.at("stringData"), true),
];

const entries = (data: Place, isPlain: boolean): readonly SecretEntry[] =>
  data.children.map((place) => {
    const text = ifKnown(() => place.string, undefined);
    return { key: String(place.step), place, isPlain, content: isPlain || text === undefined ? text : bytesOf(text) };
  });

/** Whether a tool has encrypted the manifest and will decrypt it before it is applied (SOPS). */
export const isEncrypted = (resource: Resource): boolean =>
  ifKnown(() => resource.at("sops").exists, true) ||
  [...resource.at("data").children, ...resource.at("stringData").children].some((it) =>
    ifKnown(() => it.string?.startsWith("ENC[") ?? false, false),
  );
