import { type Io, Refusal } from "./io.ts";

/** `plimsoll lsp`: the language server, for any editor. */
export async function lsp({ stdio }: { readonly stdio?: boolean }, io: Io): Promise<number> {
  if (!stdio) throw new Refusal('The language server speaks on standard input and output only: say "--stdio".');
  await io.serve();
  return 0;
}
