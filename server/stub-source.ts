import type { Source } from "../rules/model/source.ts";

export const sourceOf = (uri: string, text: string): Source => ({ uri, text });
