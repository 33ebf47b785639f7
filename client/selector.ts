import { workspace } from "vscode";

/** Where people edit their own files. The sides of a diff, a log and a commit have schemes of their own. */
const SCHEMES = ["file", "untitled", "vscode-remote", "vscode-vfs"];

/** What the server is shown: whatever may be a manifest. Whether it is one, the server tells by its content. */
export function documentSelector(): { scheme: string; language?: string; pattern?: string }[] {
  const schemes = new Set([...SCHEMES, ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    ...["yaml", "helm", "json", "jsonc"].map((language) => ({ scheme, language })),
    { scheme, pattern: scheme === "untitled" ? "**" : "**/*.{yaml,yml,json}" },
  ]);
}
